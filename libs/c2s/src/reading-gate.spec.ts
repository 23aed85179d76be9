import { describe, expect, it } from 'vitest';
import { ReadingGate } from './reading-gate.js';

function scene() {
  const source = {
    reading: true,
    pause: () => (source.reading = false),
    resume: () => (source.reading = true),
  };
  return { source, gate: new ReadingGate() };
}

describe('the reading gate', () => {
  it('does not let a rate limit go on while a handler holds', () => {
    const { source, gate } = scene();
    gate.hold(source);
    gate.slow(source);
    gate.hasten(source);
    expect(source.reading).toBe(false);
    gate.release(source);
    expect(source.reading).toBe(true);
  });

  it('does not let a handler undo the rate limit', () => {
    const { source, gate } = scene();
    gate.slow(source);
    gate.hold(source);
    gate.release(source);
    expect(source.reading).toBe(false);
    gate.hasten(source);
    expect(source.reading).toBe(true);
  });
});

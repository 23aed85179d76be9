import { describe, expect, it } from 'vitest';
import { Capture } from '../testing/cli.js';
import { startProgress } from './progress.js';

describe('startProgress', () => {
  it('draws a bar over itself on a terminal, and guesses what is left', () => {
    const stderr = new Capture(true);
    let now = 0;
    const progress = startProgress({ stderr }, 200, () => now);
    now = 5000;
    progress.at(50);
    now = 20_000;
    progress.at(200);
    progress.end();
    expect(stderr.text).toBe(
      `\r[${'#'.repeat(8)}${'.'.repeat(22)}] 50/200, about 15s left\u001b[K\r[${'#'.repeat(30)}] 200/200\u001b[K\n`,
    );
  });

  it('writes a plain line at every tenth elsewhere', () => {
    const stderr = new Capture();
    let now = 0;
    const progress = startProgress({ stderr }, 1000, () => now);
    for (let done = 0; done <= 1000; done += 50) {
      now = done * 100;
      progress.at(done);
    }
    progress.end();
    const lines = stderr.text.trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('100 of 1000, about 1m 30s left');
    expect(lines[9]).toBe('1000 of 1000');
  });
});

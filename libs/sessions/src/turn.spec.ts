import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JournalEntry, JournalPort } from '#ports';
import { type Flushable, OutboxTurn } from './turn.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const MIB = 1024 * 1024;
const round = () => new Promise((resolve) => setImmediate(resolve));
const entry = (h: number): JournalEntry => ({ kind: 'ack', sessionId: 's', h });

/** A turn whose appends and flushes are written down in one order. */
function scene() {
  const story: string[] = [];
  let broken = false;
  const journal: JournalPort = {
    recording: true,
    append: (entries) => {
      if (broken) throw new Error('no space left on device');
      story.push(`append ${entries.map((e) => (e.kind === 'ack' ? e.h : e.kind)).join(' ')}`);
    },
  };
  const turn = new OutboxTurn(journal);
  const connection = (name: string, then: () => void = () => undefined): Flushable => ({
    inTurn: false,
    flush: () => {
      story.push(`flush ${name}`);
      then();
    },
  });
  return { story, turn, connection, break: (yes: boolean) => (broken = yes) };
}

describe('the outbox turn', () => {
  it('flushes each connection once, however much it was given, after the journal has it all', async () => {
    const { story, turn, connection } = scene();
    const [a, b] = [connection('a'), connection('b')];
    turn.add(a, 10);
    turn.record(entry(1));
    turn.add(b, 10);
    turn.add(a, 10);
    turn.record(entry(2));
    expect(story).toEqual([]);
    await round();

    expect(story).toEqual(['append 1 2', 'flush a', 'flush b']);
  });

  it('appends nothing when nothing was recorded', async () => {
    const { story, turn, connection } = scene();
    turn.add(connection('a'), 1);
    await round();
    expect(story).toEqual(['flush a']);
  });

  it('ends early at 1 MiB, but only between two stanzas', async () => {
    const { story, turn, connection } = scene();
    turn.add(connection('a'), MIB - 1);
    turn.relieve();
    turn.add(connection('b'), 1);
    expect(story).toEqual([]);
    turn.relieve();
    expect(story).toEqual(['flush a', 'flush b']);
    turn.relieve();
    await round();
    expect(story).toHaveLength(2);
  });

  it('leaves what comes up during a flush to the next turn', async () => {
    const { story, turn, connection } = scene();
    const again: Flushable = connection('a', () => {
      if (story.length < 3) turn.add(again, 1);
      if (story.length < 3) turn.record(entry(story.length));
    });
    turn.add(again, 1);
    turn.run();
    expect(story).toEqual(['flush a']);
    await round();
    expect(story).toEqual(['flush a', 'append 1', 'flush a']);
  });

  it('writes the others when one connection throws', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const { story, turn, connection } = scene();
    const bad = connection('bad', () => {
      throw new Error('bad');
    });
    const good = connection('good');
    turn.add(bad, 1);
    turn.add(good, 1);
    turn.run();
    turn.add(good, 1);
    turn.run();
    expect(story).toEqual(['flush bad', 'flush good', 'flush good']);
  });

  it('holds all output while the journal fails, and tries again in a second with everything in order', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers();
    const { story, turn, connection, break: fail } = scene();
    fail(true);
    turn.record(entry(1));
    turn.add(connection('a'), 1);
    await vi.advanceTimersByTimeAsync(0);
    turn.record(entry(2));
    turn.add(connection('b'), 1);
    await vi.advanceTimersByTimeAsync(999);
    expect(story).toEqual([]);
    fail(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(story).toEqual(['append 1 2', 'flush a', 'flush b']);
  });
});

import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type JournalEntry, type JournalPort, noJournal, systemEventLoop } from '#ports';
import { type Flushable, OutboxTurn } from './turn.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const MIB = 1024 * 1024;
const round = () => new Promise((resolve) => setImmediate(resolve));
const session = { id: 's', journalNo: 1, journalSegment: 1 };
const entry = (h: number): JournalEntry => ({ kind: 'ack', session, h });

/** A turn whose appends and writes are written down in one order. */
function scene() {
  const story: string[] = [];
  const waiting: (() => void)[] = [];
  let held = false;
  const journal: JournalPort = {
    ...noJournal,
    recording: true,
    append: (entries, safe) => {
      if (entries.length > 0)
        story.push(`append ${entries.map((e) => (e.kind === 'ack' ? e.h : e.kind)).join(' ')}`);
      if (held) waiting.push(safe);
      else safe();
    },
  };
  const turn = new OutboxTurn(journal, systemEventLoop);
  /** What it is given to write is what stood in `due` when it was collected. */
  const connection = (name: string, then: () => void = () => undefined) => {
    const collected: string[] = [];
    const made = {
      inTurn: false,
      due: '',
      collect: () => {
        collected.push(`write ${name}${made.due}`);
        return true;
      },
      release: () => {
        story.push(collected.shift() as string);
        then();
      },
    };
    return made;
  };
  const hold = () => {
    held = true;
  };
  const confirm = () => {
    held = false;
    for (const safe of waiting.splice(0)) safe();
  };
  return { story, turn, connection, hold, confirm };
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

    expect(story).toEqual(['append 1 2', 'write a', 'write b']);
  });

  it('appends nothing when nothing was recorded', async () => {
    const { story, turn, connection } = scene();
    turn.add(connection('a'), 1);
    await round();
    expect(story).toEqual(['write a']);
  });

  it('ends early at 1 MiB, but only between two stanzas', async () => {
    const { story, turn, connection } = scene();
    turn.add(connection('a'), MIB - 1);
    turn.relieve();
    turn.add(connection('b'), 1);
    expect(story).toEqual([]);
    turn.relieve();
    expect(story).toEqual(['write a', 'write b']);
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
    expect(story).toEqual(['write a']);
    await round();
    expect(story).toEqual(['write a', 'append 1', 'write a']);
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
    expect(story).toEqual(['write bad', 'write good', 'write good']);
  });

  it('writes nothing before the journal says it is safe, and then what was collected, in order', async () => {
    const { story, turn, connection, hold, confirm } = scene();
    const a = connection('a');
    hold();
    a.due = ' one';
    turn.record(entry(1));
    turn.add(a, 1);
    turn.run();
    a.due = ' two';
    turn.add(a, 1);
    turn.run();
    a.due = ' three';
    expect(story).toEqual(['append 1']);
    confirm();
    expect(story).toEqual(['append 1', 'write a one', 'write a two']);
  });

  it('lets nothing leave that came up after the batch was put together', () => {
    const { story, turn, connection } = scene();
    const b = connection('b');
    const a = connection('a', () => {
      b.due = ' what is not recorded';
    });
    turn.add(a, 1);
    turn.add(b, 1);
    turn.run();
    expect(story).toEqual(['write a', 'write b']);
  });

  it('records at its end what is known only then, in the same batch, and does afterwards what waits for it', () => {
    const { story, turn, hold, confirm } = scene();
    turn.atEnd(() => turn.record(entry(2)));
    turn.record(entry(1));
    turn.whenSafe(() => story.push('afterwards'));
    hold();
    turn.run();
    expect(story).toEqual(['append 1 2']);
    confirm();
    expect(story).toEqual(['append 1 2', 'afterwards']);
  });
});

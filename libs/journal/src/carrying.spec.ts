import { describe, expect, it } from 'vitest';
import { openRoom, SEGMENT } from './testing/journal-room.js';
import { ModelSession, stanza } from './testing/model.js';

const nothing = () => undefined;

describe('what is carried forward because the journal has grown', () => {
  /** As the sessions do: what is due is recorded anew, turn after turn. Answers how many turns that took, at most `most`. */
  const turns = (
    { journal }: ReturnType<typeof openRoom>,
    sessions: readonly ModelSession[],
    most: number,
  ) => {
    for (let turn = 0; turn < most; turn++) {
      const due = journal.due();
      if (due.length === 0) return turn;
      for (const { session, since } of due) {
        const found = sessions.find((one) => one === session) as ModelSession;
        const bodies = found.state.queue.filter(({ journalSegment }) => journalSegment < since);
        journal.append(
          [...bodies.map((one) => ({ kind: 'stanza', stanza: one }) as const), found.snapshot()],
          nothing,
        );
      }
    }
    return most;
  };

  it.each([
    ['more is live than anybody reckons', 60],
    ['what is live takes more than sixty-four segments', 500],
  ])('comes to an end where %s', (_, stanzas) => {
    const room = openRoom(undefined, { liveBytes: () => 0 });
    const sessions = Array.from({ length: 4 }, (_unused, i) => new ModelSession(`s${i}`));
    room.journal.append(
      sessions.map((session) => session.snapshot()),
      nothing,
    );
    for (let i = 0; i < stanzas; i++)
      for (const session of sessions)
        room.journal.append([session.enqueue(stanza('x'.repeat(150)))], nothing);
    expect(room.journal.status().bytes).toBeGreaterThan(8 * SEGMENT);
    expect(turns(room, sessions, 200)).toBeLessThan(200);
  });
});

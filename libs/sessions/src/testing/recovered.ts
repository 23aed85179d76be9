import type { RecoveredJournal, RecoveredSession, RecoveredStanza } from '#ports';
import type { Session } from '../session.js';
import { recordOf } from '../session-record.js';

/** What a journal that had everything would give back of these sessions: of each stanza one object of its own. */
export function recoveredFrom(sessions: readonly Session[], crashedAt: number): RecoveredJournal {
  const known = new Map<unknown, RecoveredStanza>();
  const again = (stanza: RecoveredStanza): RecoveredStanza => {
    const { holders: _, ...rest } = stanza as RecoveredStanza & { holders: number };
    const copy = known.get(stanza) ?? rest;
    known.set(stanza, copy);
    return copy;
  };
  const records = sessions.map((session): RecoveredSession => {
    const record = recordOf(session);
    const { presence } = record.facts;
    const over = record.ending !== null;
    return {
      ...record,
      // Whatever was queued for a connection may have left.
      sm: record.sm === null || record.hibernation ? record.sm : { ...record.sm, sent: record.queue.length },
      queue: over ? [] : record.queue.map(again),
      held: over ? [] : record.held.map(again),
      owed: [...record.owed, ...(over ? [...record.queue, ...record.held] : [])].map(again),
      facts: { ...record.facts, presence: presence === null ? null : again(presence) },
      journalNo: 1,
      journalSegment: 1,
      doubtful: false,
    };
  });
  return { sessions: records, intents: [], crashedAt, damage: [], bytes: 0, batches: 1 };
}

import type { RecoveredSession, RecoveredStanza } from '#ports';
import { AckPolicy, type H, InboundCount, OutboundQueue, type QueuedStanza } from '#stream-management';
import type { SessionLimits } from './limits.js';
import { Session } from './session.js';

/** One object per stanza, as before: its copies must know of each other. */
const revive = (stanza: RecoveredStanza): QueuedStanza =>
  'holders' in stanza ? (stanza as QueuedStanza) : Object.assign(stanza, { holders: 0, trace: null });

/** What a recovered session is to become. */
export interface Revival {
  readonly limits: SessionLimits;
  /** Monotonic ms that correspond to its opening; before the process began, and thus negative, as a rule. */
  readonly openedMonotonic: number;
  /** It comes back; otherwise all it holds is owed a fate. */
  readonly alive: boolean;
}

/** The session as the journal knew it, without a connection and in no phase of its life yet. */
export function reviveSession(
  record: RecoveredSession,
  { limits, openedMonotonic, alive }: Revival,
): Session {
  const { id, bareJid, resource, openedAt, lastAddress, facts } = record;
  const session = new Session({
    id,
    bareJid,
    resource,
    openedAt,
    openedMonotonic,
    limits,
    connection: null,
    lastAddress,
  });
  session.journalNo = record.journalNo;
  session.journalSegment = record.journalSegment;
  session.presence = facts.presence === null ? null : revive(facts.presence);
  session.priority = facts.priority;
  session.inactive = facts.inactive;
  session.carbons = facts.carbons;
  session.interested = facts.interested;
  session.watchesBlocks = facts.watchesBlocks;
  session.directed = record.directed.length === 0 ? null : new Set(record.directed);
  session.resumes = record.resumes;
  session.span = record.hibernation?.span ?? record.span ?? undefined;
  session.traced = session.span !== undefined;
  if (record.hibernation !== null)
    session.hibernation = { ...record.hibernation, span: record.hibernation.span ?? undefined };
  session.endedAt = record.ending?.at ?? null;
  fill(session, record, alive);
  return session;
}

/** Queue and lanes. Of one that does not come back everything is in one place, for its end to settle. */
function fill(session: Session, record: RecoveredSession, alive: boolean): void {
  const { sm } = record;
  const [queue, held, owed] = [record.queue, record.held, record.owed].map((lane) => lane.map(revive)) as [
    QueuedStanza[],
    QueuedStanza[],
    QueuedStanza[],
  ];
  if (sm !== null) {
    const outbound = new OutboundQueue(sm.acked as H);
    if (alive) outbound.restore(queue, sm.sent);
    else outbound.restore([...owed, ...queue], 0);
    session.sm = {
      namespace: sm.namespace,
      outbound,
      inbound: new InboundCount(sm.inbound as H, record.done),
      policy: new AckPolicy(),
      smIdHash: sm.smIdHash,
      hibernationTime: sm.hibernationTime,
    };
  }
  if (alive && owed.length > 0) session.owed = new Set(owed);
  const waiting = sm === null ? [...owed, ...held] : held;
  if (waiting.length === 0) return;
  session.held = waiting;
  for (const stanza of waiting) stanza.holders++;
}

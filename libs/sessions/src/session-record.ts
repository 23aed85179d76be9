import type { JournaledHibernation, SessionFacts, SessionRecord } from '#ports';
import type { QueuedStanza } from '#stream-management';
import type { Session } from './session.js';

const NOTHING: readonly QueuedStanza[] = [];

/** What changes about a session and is small. */
export const factsOf = (session: Session): SessionFacts<QueuedStanza> => ({
  presence: session.presence,
  priority: session.priority,
  inactive: session.inactive,
  carbons: session.carbons,
  interested: session.interested,
  watchesBlocks: session.watchesBlocks,
});

export function hibernationOf({ hibernation }: Session): JournaledHibernation | null {
  if (hibernation === null) return null;
  const { since, deadline, reason, queued, span } = hibernation;
  return { since, deadline, reason, queued, span: span ?? null };
}

/** All of a session that can come back after a restart, as it is now: it is written at the end of the turn. */
export function recordOf(session: Session): SessionRecord<QueuedStanza> {
  const { sm, state } = session;
  return {
    id: session.id,
    bareJid: session.bareJid,
    resource: session.resource,
    openedAt: session.openedAt,
    sm:
      sm === null
        ? null
        : {
            namespace: sm.namespace,
            smIdHash: sm.smIdHash,
            hibernationTime: sm.hibernationTime,
            inbound: sm.inbound.safe,
            acked: sm.outbound.acked,
            sent: sm.outbound.everSent,
          },
    queue: sm?.outbound.contents() ?? NOTHING,
    held: session.held === null ? NOTHING : [...session.held],
    owed: session.owed === null ? NOTHING : [...session.owed],
    facts: factsOf(session),
    directed: session.directed === null ? [] : [...session.directed],
    done: sm?.inbound.done().map(({ n, fingerprint }) => ({ n, fingerprint })) ?? [],
    resumes: session.resumes,
    lastAddress: session.lastAddress,
    span: session.span ?? null,
    hibernation: hibernationOf(session),
    ending:
      state.phase === 'ending' || state.phase === 'ended'
        ? { reason: state.reason, at: session.endedAt ?? session.openedAt }
        : null,
  };
}

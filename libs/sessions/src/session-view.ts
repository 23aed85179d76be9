import type { SessionState, SessionView } from '#contracts';
import type { Session } from './session.js';

/** What operators see: `ended` never shows, an ended session is gone. */
export function stateOf(session: Session): SessionState {
  switch (session.state.phase) {
    case 'hibernating':
      return 'hibernating';
    case 'ending':
    case 'ended':
      return 'ending';
    case 'bound':
    case 'live':
      return 'connected';
  }
}

/** A session as operators see it; holds neither the smId nor a stanza. */
export function viewOf(session: Session): SessionView {
  const { sm, connection, hibernation } = session;
  return {
    id: session.id,
    user: session.bareJid,
    resource: session.resource,
    state: stateOf(session),
    streamManagement: sm !== null,
    resumable: sm !== null && sm.smIdHash !== null,
    transport: connection?.transport ?? null,
    tls: connection?.tls ?? null,
    address: connection?.address ?? session.lastAddress,
    since: session.openedAt,
    hibernatingSince: hibernation?.since ?? null,
    hibernationReason: hibernation?.reason ?? null,
    deadline: hibernation?.deadline ?? null,
    unacked: sm?.outbound.length ?? 0,
    queueBytes: sm?.outbound.bytes ?? 0,
    queueLimit: session.limits.maxQueueStanzas,
    hIn: sm?.inbound.safe ?? 0,
    hOut: sm?.outbound.acked ?? 0,
    resumes: session.resumes,
    lastResumeFailure: session.lastResumeFailure,
    ackRtt: session.ackRtt,
    available: session.available,
    priority: session.priority,
    traceId: session.span?.traceId ?? null,
  };
}

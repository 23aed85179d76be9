import type { SessionDetail, SessionState, SessionView } from '#contracts';
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

/**
 * A session read as a view, one field when it is asked for: to look at one field of a hundred thousand sessions makes
 * no hundred thousand objects. Holds neither the smId nor a stanza.
 */
export class SessionLens implements SessionView {
  /** Which one is looked at: set it before you look. */
  session!: Session;

  get id() {
    return this.session.id;
  }
  get user() {
    return this.session.bareJid;
  }
  get resource() {
    return this.session.resource;
  }
  get state() {
    return stateOf(this.session);
  }
  get streamManagement() {
    return this.session.sm !== null;
  }
  get resumable() {
    const { sm } = this.session;
    return sm !== null && sm.smIdHash !== null;
  }
  get transport() {
    return this.session.connection?.transport ?? null;
  }
  get tls() {
    return this.session.connection?.tls ?? null;
  }
  get address() {
    return this.session.connection?.address ?? this.session.lastAddress;
  }
  get since() {
    return this.session.openedAt;
  }
  get hibernatingSince() {
    return this.session.hibernation?.since ?? null;
  }
  get hibernationReason() {
    return this.session.hibernation?.reason ?? null;
  }
  get deadline() {
    return this.session.hibernation?.deadline ?? null;
  }
  get unacked() {
    return this.session.sm?.outbound.length ?? 0;
  }
  get queueBytes() {
    return this.session.sm?.outbound.bytes ?? 0;
  }
  get queueLimit() {
    return this.session.limits.maxQueueStanzas;
  }
  get hIn() {
    return this.session.sm?.inbound.safe ?? 0;
  }
  get hOut() {
    return this.session.sm?.outbound.acked ?? 0;
  }
  get resumes() {
    return this.session.resumes;
  }
  get lastResumeFailure() {
    return this.session.lastResumeFailure;
  }
  get ackRtt() {
    return this.session.ackRtt;
  }
  get available() {
    return this.session.available;
  }
  get priority() {
    return this.session.priority;
  }
  get traceId() {
    return this.session.span?.traceId ?? null;
  }
}

/** A session as operators see it now. */
export function viewOf(session: Session): SessionView {
  const lens = new SessionLens();
  lens.session = session;
  return {
    id: lens.id,
    user: lens.user,
    resource: lens.resource,
    state: lens.state,
    streamManagement: lens.streamManagement,
    resumable: lens.resumable,
    transport: lens.transport,
    tls: lens.tls,
    address: lens.address,
    since: lens.since,
    hibernatingSince: lens.hibernatingSince,
    hibernationReason: lens.hibernationReason,
    deadline: lens.deadline,
    unacked: lens.unacked,
    queueBytes: lens.queueBytes,
    queueLimit: lens.queueLimit,
    hIn: lens.hIn,
    hOut: lens.hOut,
    resumes: lens.resumes,
    lastResumeFailure: lens.lastResumeFailure,
    ackRtt: lens.ackRtt,
    available: lens.available,
    priority: lens.priority,
    traceId: lens.traceId,
  };
}

/** The same, with what only who looks at this one session wants. */
export function detailOf(session: Session): SessionDetail {
  return { ...viewOf(session), inactive: session.inactive, roundTrips: session.roundTrips?.list() ?? [] };
}

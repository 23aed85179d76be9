import type { EndReason, ResumeFailure } from '#contracts';
import type { SessionEffect, SessionEvent, SessionState } from './session-state.js';

type Step<A> = readonly [SessionState<A>, ...SessionEffect<A>[]];
type In<A, P extends SessionState<A>['phase']> = Extract<SessionState<A>, { phase: P }>;

/** The next state and what is to be done, in order. Unfitting events change nothing: late timers and second ends are normal. */
export function step<A>(state: SessionState<A>, event: SessionEvent<A>): Step<A> {
  switch (state.phase) {
    case 'bound':
      return bound(state, event);
    case 'live':
      return live(state, event);
    case 'hibernating':
      return hibernating(state, event);
    case 'ending':
      return ending(state, event);
    case 'ended':
      return ended(state, event);
  }
}

function bound<A>(state: In<A, 'bound'>, event: SessionEvent<A>): Step<A> {
  switch (event.type) {
    case 'enable':
      return [{ phase: 'live', grant: event.grant }];
    case 'connection-lost':
      return endNow('lost');
    case 'stream-closed':
      return endNow('closed');
    case 'end':
      return endNow(event.reason);
    case 'resume':
      return [state, refuse(event, 'not_resumable')];
    case 'deadline':
    case 'extend':
    case 'h-settled':
      return [state];
  }
}

function live<A>(state: In<A, 'live'>, event: SessionEvent<A>): Step<A> {
  switch (event.type) {
    case 'connection-lost': {
      if (!state.grant.resume) return endNow('lost');
      const deadline = event.at + state.grant.hibernationTime;
      const { at: since, reason } = event;
      return [
        { phase: 'hibernating', grant: state.grant, since, deadline, reason },
        { do: 'hibernate', since, deadline, reason },
      ];
    }
    case 'stream-closed':
      return endNow('closed');
    case 'end':
      return state.grant.resume ? endKeepingH(event.reason, null) : endNow(event.reason);
    case 'resume':
      if (!state.grant.resume) return [state, refuse(event, 'not_resumable')];
      if (event.ack.kind !== 'ok') return [state, refuse(event, 'h_too_high')];
      // The client noticed the loss first. The new connection wins, whatever TCP still says of the old one (R31).
      return [state, { do: 'resume', attempt: event.attempt, hibernatedSince: null, at: event.at }];
    case 'enable':
    case 'deadline':
    case 'extend':
    case 'h-settled':
      return [state];
  }
}

function hibernating<A>(state: In<A, 'hibernating'>, event: SessionEvent<A>): Step<A> {
  switch (event.type) {
    case 'resume':
      // A wrong h leaves the session asleep with its timer running (R38): cancelling it here makes a ghost.
      if (event.ack.kind !== 'ok') return [state, refuse(event, 'h_too_high')];
      return [
        { phase: 'live', grant: state.grant },
        { do: 'resume', attempt: event.attempt, hibernatedSince: state.since, at: event.at },
      ];
    case 'deadline':
      return event.at < state.deadline ? [state] : endKeepingH('expired', state.since);
    case 'extend':
      // Time that was granted to the client is never taken back.
      if (event.deadline <= state.deadline) return [state];
      return [
        { ...state, deadline: event.deadline },
        { do: 'extend', deadline: event.deadline, by: event.deadline - state.deadline },
      ];
    case 'end':
      return endKeepingH(event.reason, state.since);
    case 'enable':
    case 'connection-lost':
    case 'stream-closed':
    case 'h-settled':
      return [state];
  }
}

function ending<A>(state: In<A, 'ending'>, event: SessionEvent<A>): Step<A> {
  switch (event.type) {
    case 'h-settled':
      return [
        { phase: 'ended', reason: state.reason },
        { do: 'settle', reason: state.reason, hibernatedSince: state.hibernatedSince },
        ...state.waiting.map(
          (attempt): SessionEffect<A> => ({ do: 'refuse', attempt, failure: 'expired', ack: null }),
        ),
      ];
    case 'resume':
      // Too late, but it must still learn our h, which is on its way to the store.
      return [{ ...state, waiting: [...state.waiting, event.attempt] }];
    case 'enable':
    case 'connection-lost':
    case 'stream-closed':
    case 'deadline':
    case 'extend':
    case 'end':
      return [state];
  }
}

function ended<A>(state: In<A, 'ended'>, event: SessionEvent<A>): Step<A> {
  return event.type === 'resume' ? [state, refuse(event, 'expired')] : [state];
}

const refuse = <A>(
  event: Extract<SessionEvent<A>, { type: 'resume' }>,
  failure: ResumeFailure,
): SessionEffect<A> => ({
  do: 'refuse',
  attempt: event.attempt,
  failure,
  ack: event.ack,
});

/** Ends without keeping h: nobody can come back to it (no resumption granted, or a clean close, XEP-0198 §7). */
function endNow<A>(reason: EndReason): Step<A> {
  return [
    { phase: 'ended', reason },
    { do: 'leave', reason },
    { do: 'settle', reason, hibernatedSince: null },
  ];
}

/** h goes to the store before the queue gets its fate: a late `<resume/>` must still learn how far we got (XEP-0198 §5). */
function endKeepingH<A>(reason: EndReason, hibernatedSince: number | null): Step<A> {
  return [
    { phase: 'ending', reason, hibernatedSince, waiting: [] },
    { do: 'leave', reason },
    { do: 'store-h', reason },
  ];
}

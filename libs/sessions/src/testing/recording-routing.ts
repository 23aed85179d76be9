import type { QueuedStanza } from '#stream-management';
import type { Session } from '../session.js';
import type { DispatchResult, StanzaRouting } from '../stanza-sink.js';

/** Routing that writes down what it is asked; `takers` answers whether another resource takes a stanza. */
export class RecordingRouting implements StanzaRouting {
  readonly rerouted: QueuedStanza[] = [];
  readonly bounced: QueuedStanza[] = [];
  takers: (stanza: QueuedStanza, session: Session) => boolean = () => false;

  handle(): DispatchResult {
    return undefined;
  }

  reroute(stanza: QueuedStanza, session: Session): boolean {
    if (!this.takers(stanza, session)) return false;
    this.rerouted.push(stanza);
    return true;
  }

  bounce(stanza: QueuedStanza): void {
    this.bounced.push(stanza);
  }
}

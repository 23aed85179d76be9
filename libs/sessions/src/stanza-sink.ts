import { Injectable } from '@nestjs/common';
import type { Element } from 'ltx';
import type { StanzaKind } from '#stanza';
import type { StreamError } from '#stream';
import type { QueuedStanza } from '#stream-management';
import type { Session } from './session.js';

/** undefined: done. A promise: its effect is not safe yet, the stanza stays unreported until then. A stream error: the stanza breaks a rule of the stream. */
export type DispatchResult = StreamError | Promise<void> | undefined;

/** Routing, as the sessions see it; the im library plugs itself in. */
export interface StanzaRouting {
  /** Acts on one inbound stanza. */
  handle(session: Session, stanza: Element, kind: StanzaKind): DispatchResult;
  /** To another resource of the session's account that RFC 6121 §8 would pick; false when there is none with room. */
  reroute(stanza: QueuedStanza, session: Session): boolean;
  /** Error `recipient-unavailable` to the sender, with the original id. */
  bounce(stanza: QueuedStanza): void;
}

/** Where routing is plugged in: sessions must not import what delivers to them. */
@Injectable()
export class StanzaSink {
  #routing: StanzaRouting | undefined;

  connect(routing: StanzaRouting): void {
    this.#routing = routing;
  }

  get routing(): StanzaRouting {
    if (this.#routing === undefined) throw new Error('no stanza routing is connected');
    return this.#routing;
  }
}

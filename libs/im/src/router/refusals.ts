import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { Delivery, type Session } from '#sessions';
import { errorReply, type StanzaCondition, type StanzaKind } from '#stanza';
import type { Element } from '#xml';
import { outgoing } from './outgoing.js';

/** Stanza errors to one of our sessions (RFC 6120 §8.3). */
@Injectable()
export class Refusals {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly delivery: Delivery,
  ) {}

  /** Says what is wrong with a stanza of the session's, unless it is one that may not be answered. */
  send(session: Session, stanza: Element, kind: StanzaKind, condition: StanzaCondition, text?: string): void {
    const error = errorReply(stanza, condition, text === undefined ? {} : { text });
    if (error !== undefined) this.delivery.deliver(session, outgoing(error, kind, this.clock.now()));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { Delivery, type Session } from '#sessions';
import { stored } from '../registry/stored-element.js';
import type { Roster } from '../roster/roster.js';
import { Burst } from '../router/burst.js';
import { DeliveryHooks } from '../router/delivery-hooks.js';
import { outgoing } from '../router/outgoing.js';

/** Requests that nobody has answered: handed to every resource that becomes available until somebody does (RFC 6121 §3.1.3), as far as there is room. */
@Injectable()
export class SubscriptionRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly delivery: Delivery,
    private readonly hooks: DeliveryHooks,
  ) {}

  hand(session: Session, roster: Roster): void {
    const burst = new Burst(session, this.delivery);
    for (const request of roster.requests()) {
      const stanza = outgoing(stored(request), 'presence', this.clock.now());
      if (this.hooks.hides(stanza.from, session.fullJid)) continue;
      if (!burst.offer(stanza)) return;
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Jid } from '#jid';
import { CLOCK, type Clock } from '#ports';
import { Delivery, type Session, SessionRegistry } from '#sessions';
import { Element, NS } from '#xml';
import { addressed, outgoing } from '../router/outgoing.js';
import { ContactPresence } from './contact-presence.js';

/** Probes that clients send themselves (RFC 6121 §4.3): they learn what their account may see. */
@Injectable()
export class Probes {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly presence: ContactPresence,
  ) {}

  answer(session: Session, to: Jid): void | Promise<void> {
    if (to.bare === session.bareJid) return this.#tell(session, to);
    const answer = (allowed: boolean) => {
      if (allowed) return this.#tell(session, to);
      // §4.3.2: no matter whether there is such an account.
      const refusal = { xmlns: NS.client, from: to.bare, to: session.fullJid, type: 'unsubscribed' };
      const stanza = outgoing(new Element('presence', refusal), 'presence', this.clock.now());
      this.delivery.deliver(session, stanza);
    };
    const allowed = this.presence.sees(session.bareJid, to.bare);
    return typeof allowed === 'boolean' ? answer(allowed) : allowed.then(answer);
  }

  #tell(session: Session, to: Jid): void {
    let told = 0;
    for (const { presence, resource } of this.registry.ofUser(to.bare)) {
      if (presence === null || (to.resource !== null && to.resource !== resource)) continue;
      this.delivery.deliver(session, addressed(presence, session.fullJid));
      told++;
    }
    if (told === 0) this.delivery.deliver(session, this.presence.unavailable(to.full, session.fullJid));
  }
}

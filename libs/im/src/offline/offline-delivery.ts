import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { OfflineStanza } from '#ports';
import {
  Delivery,
  keptStanza,
  OfflineMessages,
  type Session,
  SessionEvents,
  SessionRegistry,
} from '#sessions';
import { Burst } from '../router/burst.js';

/**
 * Hands over what was kept for an account when one of its resources can take it (XEP-0160), and before what is sent later
 * (RFC 6120 §10.1): see docs/adr/0011.
 */
@Injectable()
export class OfflineDelivery implements OnModuleInit {
  readonly #logger = new Logger('OfflineDelivery');

  constructor(
    private readonly offline: OfflineMessages,
    private readonly delivery: Delivery,
    private readonly registry: SessionRegistry,
    private readonly events: SessionEvents,
  ) {}

  onModuleInit(): void {
    // An acknowledgement may have made room, and a resumption may have brought somebody who acknowledges.
    this.events.on('session-changed', ({ session }) => this.#goOn(session));
  }

  /**
   * After a restart: to those who are there already. A crash may have come between a login and the reading of the store for
   * it, and a client that resumes sends no initial presence again. All are asked for, since none may take chat before it is
   * known what was kept.
   */
  catchUp(): void {
    for (const session of this.registry.all()) if (session.willing) this.hand(session);
  }

  /** @param session takes what is for its user; chat to it lines up from here on until the store has answered */
  hand(session: Session): void {
    // What a predecessor leaves is older than what was kept since; at its end this is asked for again.
    if (session.awaitsKept || session.predecessor !== null) return;
    this.delivery.awaitKept(session);
    let left: boolean | undefined;
    const over = (more: boolean) => {
      left ??= more;
      this.delivery.followKept(session, left);
    };
    const failed = (error: unknown) =>
      this.#logger.error(`what was kept for ${session.bareJid} could not be handed over: ${String(error)}`);
    this.offline
      .take(session.bareJid, (stanzas) => {
        const taken = this.#handOver(session, stanzas);
        over(taken < stanzas.length);
        return taken;
      })
      .catch(failed)
      .then(() => {
        if (left === undefined) over(false);
        // More may have come to the store while it was read; if there was no room, an acknowledgement tells when there is.
        if (!left) this.#goOn(session);
      })
      .catch(failed);
  }

  /** Reads on where there is more and room for it. */
  #goOn(session: Session): void {
    if (!session.behindKept || session.awaitsKept || session.settling > 0) return;
    if (session.connection === null || !session.willing || !this.delivery.hasRoom(session)) return;
    this.hand(session);
  }

  /** All in one batch, as many as there is room for. */
  #handOver(session: Session, stanzas: readonly OfflineStanza[]): number {
    // It may have gone while the store was read.
    if (!session.willing) return 0;
    let taken = 0;
    const burst = new Burst(session, { offer: (to, stanza) => this.delivery.offerKept(to, stanza) });
    for (const stanza of stanzas.map(keptStanza)) {
      // A request to subscribe waits with the roster, and comes from there until it is answered (RFC 6121 §3.1.3).
      if (stanza.kind === 'presence' && stanza.type === 'subscribe') {
        taken++;
        continue;
      }
      if (!burst.offer(stanza)) break;
      taken++;
    }
    return taken;
  }
}

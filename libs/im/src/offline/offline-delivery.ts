import { Injectable, Logger } from '@nestjs/common';
import type { OfflineStanza } from '#ports';
import { willing } from '#routing';
import { Delivery, keptStanza, OfflineMessages, type Session, SessionRegistry } from '#sessions';
import { Burst } from '../router/burst.js';

/** Hands over what was kept for an account when one of its resources can take it (XEP-0160). */
@Injectable()
export class OfflineDelivery {
  readonly #logger = new Logger('OfflineDelivery');

  constructor(
    private readonly offline: OfflineMessages,
    private readonly delivery: Delivery,
    private readonly registry: SessionRegistry,
  ) {}

  /**
   * After a restart: to those who are there already. A crash may have come between a login and the reading of the store for
   * it, and a client that resumes sends no initial presence again.
   */
  catchUp(): void {
    const served = new Set<string>();
    for (const session of this.registry.all()) {
      if (willing([session]).length === 0 || served.has(session.bareJid)) continue;
      served.add(session.bareJid);
      this.hand(session);
    }
  }

  /** @param session just became available with a priority that is not negative */
  hand(session: Session): void {
    this.offline
      .take(session.bareJid, (stanzas) => this.#handOver(session, stanzas))
      .catch((error: unknown) =>
        this.#logger.error(`what was kept for ${session.bareJid} could not be handed over: ${String(error)}`),
      );
  }

  /** All in one batch, as many as there is room for; the rest waits for the next login. */
  #handOver(session: Session, stanzas: readonly OfflineStanza[]): number {
    // It may have gone while the store was read.
    if (willing([session]).length === 0) return 0;
    let taken = 0;
    const burst = new Burst(session, this.delivery);
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

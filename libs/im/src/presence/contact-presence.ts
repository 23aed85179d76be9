import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { Delivery, type Session, SessionRegistry } from '#sessions';
import type { QueuedStanza } from '#stream-management';
import { Element, NS } from '#xml';
import { PresenceAccess } from '../presence-access/presence-access.js';
import type { Roster } from '../roster/roster.js';
import { Rosters } from '../roster/rosters.js';
import { Burst } from '../router/burst.js';
import { DeliveryHooks } from '../router/delivery-hooks.js';
import { addressed, outgoing } from '../router/outgoing.js';

/** Presence between accounts, as subscriptions allow it (RFC 6121 §4.2–§4.5): one look-up per contact, no store. */
@Injectable()
export class ContactPresence implements OnModuleInit {
  readonly #logger = new Logger('ContactPresence');

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly rosters: Rosters,
    private readonly hooks: DeliveryHooks,
    private readonly access: PresenceAccess,
  ) {}

  onModuleInit(): void {
    this.access.subscribed = (asker, owner) => this.sees(asker, owner);
  }

  /** Whether the owner's roster allows it, and no service forbids it. */
  sees(viewer: string, owner: string): boolean | Promise<boolean> {
    if (this.hooks.hides(owner, viewer)) return false;
    return this.rosters.use(owner, (roster) => roster?.subscribers.has(viewer) === true);
  }

  /** To the available resources of everybody who is subscribed (§4.2.2, §4.4.2, §4.5.2). */
  broadcast(roster: Roster, presence: QueuedStanza): void {
    for (const jid of roster.subscribers) this.#deliver(presence, jid);
  }

  /** Asks on the session's behalf whom its account is subscribed to (§4.3); where all of them are too many, some. */
  gather(session: Session, roster: Roster): void {
    const burst = new Burst(session, this.delivery);
    for (const jid of roster.watched) if (this.#present(jid).length > 0) this.#probe(session, jid, burst);
  }

  /** The owner's presence as it is, to whoever was just allowed to see it (§3.1.5). */
  show(owner: string, viewer: string): void {
    for (const { presence } of this.#present(owner)) if (presence !== null) this.#deliver(presence, viewer);
  }

  /** Gone, as far as this viewer can tell (§3.2.2, §3.3.3). */
  hide(owner: string, viewer: string): void {
    for (const session of this.#present(owner)) this.vanish(session.fullJid, viewer);
  }

  /** One resource is gone, whether or not it is still there. */
  vanish(fullJid: string, viewer: string): void {
    this.#deliver(this.unavailable(fullJid), viewer);
  }

  /** Unavailable presence in the server's own words. @param to left out for what is broadcast */
  unavailable(from: string, to?: string): QueuedStanza {
    const gone = new Element('presence', { xmlns: NS.client, from, to, type: 'unavailable' });
    return outgoing(gone, 'presence', this.clock.now());
  }

  /** The contact's roster decides, not ours: the two need not agree. */
  #probe(session: Session, jid: string, burst: Burst): void {
    const answer = (allowed: boolean) => {
      if (!allowed || !session.available) return;
      for (const { presence } of this.#present(jid))
        if (presence !== null && !this.hooks.hides(presence.from, session.fullJid))
          burst.offer(addressed(presence, session.bareJid));
    };
    const allowed = this.sees(session.bareJid, jid);
    if (typeof allowed === 'boolean') return answer(allowed);
    allowed
      .then(answer)
      .catch((error) => this.#logger.error(`the roster of ${jid} could not be read: ${String(error)}`));
  }

  #present(bareJid: string): readonly Session[] {
    const sessions = this.registry.ofUser(bareJid);
    return sessions.length === 0 ? sessions : sessions.filter((session) => session.available);
  }

  #deliver(presence: QueuedStanza, viewer: string): void {
    const sessions = this.#present(viewer);
    if (sessions.length === 0) return;
    const stanza = addressed(presence, viewer);
    for (const session of sessions)
      if (!this.hooks.hides(presence.from, session.fullJid)) this.delivery.deliver(session, stanza);
  }
}

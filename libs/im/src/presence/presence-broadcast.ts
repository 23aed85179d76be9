import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';
import { CLOCK, type Clock } from '#ports';
import { readPriority, willing } from '#routing';
import { Delivery, type Session, SessionEvents, SessionJournal, SessionRegistry } from '#sessions';
import type { QueuedStanza } from '#stream-management';
import { Element, NS } from '#xml';
import { OfflineDelivery } from '../offline/offline-delivery.js';
import type { Roster } from '../roster/roster.js';
import { Rosters } from '../roster/rosters.js';
import { late, outgoing } from '../router/outgoing.js';
import { SubscriptionRequests } from '../subscription/subscription-requests.js';
import { ContactPresence } from './contact-presence.js';
import { DirectedPresence } from './directed-presence.js';

/** What a user's resources tell of themselves, and to whom (RFC 6121 §4.2, §4.4, §4.5). */
@Injectable()
export class PresenceBroadcast implements OnModuleInit {
  readonly #logger = new Logger('PresenceBroadcast');
  /** Not available themselves, but the resource still looks it: they took it over from a session that was. */
  readonly #takenOver = new WeakSet<Session>();

  constructor(
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly events: SessionEvents,
    private readonly journal: SessionJournal,
    private readonly offline: OfflineDelivery,
    private readonly rosters: Rosters,
    private readonly contacts: ContactPresence,
    private readonly directed: DirectedPresence,
    private readonly requests: SubscriptionRequests,
  ) {}

  onModuleInit(): void {
    this.events.on('session-ended', ({ session }) => this.#ended(session));
  }

  /**
   * Told to all available resources of the account, the sender included, and to everybody who is subscribed (§4.2.2); a
   * first one hears of the others, of its contacts (§4.3), and of who has asked to subscribe (§3.1.3).
   * @returns a promise where the contacts have to be read first; the own resources know by then, which may be twice
   */
  available(session: Session, stanza: Element): void | Promise<void> {
    const first = session.presence === null;
    const willingBefore = willing([session]).length > 0;
    session.priority = readPriority(stanza.getChildText('priority'));
    const presence = outgoing(stanza, 'presence', this.clock.now());
    session.presence = presence;
    this.#takenOver.delete(session);
    for (const other of this.registry.ofUser(session.bareJid)) {
      if (!other.available) continue;
      this.delivery.deliver(other, presence);
      if (first && other !== session && other.presence !== null)
        this.delivery.deliver(session, other.presence);
    }
    // Reading begins before anything that lines up may go; what a predecessor leaves comes before it.
    if (!willingBefore && session.willing) this.offline.hand(session);
    if (first) this.#handOverInheritance(session);
    this.journal.changed(session);
    this.events.emit('session-changed', { session });
    return this.rosters.use(session.bareJid, (roster) => {
      if (roster === undefined) return;
      this.contacts.broadcast(roster, presence);
      if (!first || !session.available) return;
      this.requests.hand(session, roster);
      this.contacts.gather(session, roster);
    });
  }

  unavailable(session: Session, stanza: Element): void | Promise<void> {
    const gone = outgoing(stanza, 'presence', this.clock.now());
    const own = this.registry.ofUser(session.bareJid).filter((other) => other.available);
    const seen = this.#seen(session);
    session.presence = null;
    for (const other of own) this.delivery.deliver(other, gone);
    const told = this.#tellOthers(session, stanza, seen ? gone : null);
    this.journal.changed(session);
    this.events.emit('session-changed', { session });
    return told;
  }

  #ended(session: Session): void {
    const seen = this.#seen(session);
    session.presence = null;
    const heir = this.registry.findByFullJid(session.bareJid, session.resource);
    if (heir !== undefined) return this.#succeeded(session, heir, seen);
    const stanza = new Element('presence', { xmlns: NS.client, from: session.fullJid, type: 'unavailable' });
    const gone = outgoing(stanza, 'presence', this.clock.now());
    if (seen)
      for (const other of this.registry.ofUser(session.bareJid))
        if (other.available) this.delivery.deliver(other, gone);
    const told = this.#tellOthers(session, stanza, seen ? gone : null);
    if (told instanceof Promise)
      told.catch((error) =>
        this.#logger.error(`the end of ${session.fullJid} could not be told: ${String(error)}`),
      );
  }

  /** A bind of the same full JID took over: unavailable now would mark the living one offline. */
  #succeeded(session: Session, heir: Session, seen: boolean): void {
    if (seen && !heir.available) this.#takenOver.add(heir);
    this.directed.inherit(heir, this.directed.take(session));
    // It may have been quicker than the store that kept this one's h, and is there already.
    if (!heir.available && heir.inherited !== null) return;
    if (heir.willing) this.offline.hand(heir);
    this.#handOverInheritance(heir);
  }

  /** Others have this resource for available. */
  #seen(session: Session): boolean {
    return session.presence !== null || this.#takenOver.delete(session);
  }

  /** @param gone what subscribers are told; null where they have not heard of the resource */
  #tellOthers(session: Session, stanza: Element, gone: QueuedStanza | null): void | Promise<void> {
    const receivers = this.directed.take(session);
    const tell = (roster: Roster | undefined) => {
      if (gone !== null && roster !== undefined) this.contacts.broadcast(roster, gone);
      this.directed.tell(receivers, stanza, gone === null ? undefined : roster);
    };
    return gone === null ? tell(undefined) : this.rosters.use(session.bareJid, tell);
  }

  /** Chat that a replaced session had not acknowledged, delivered once its heir is there to read it, stamped with its time. */
  #handOverInheritance(session: Session): void {
    if (session.predecessor !== null) return;
    this.delivery.handOver(session, (stanza) => late(stanza, this.server.domain));
  }
}

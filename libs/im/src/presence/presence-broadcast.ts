import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';
import { parseJid } from '#jid';
import { CLOCK, type Clock } from '#ports';
import { readPriority, willing } from '#routing';
import { Delivery, type Session, SessionEvents, SessionRegistry, takeSuccession } from '#sessions';
import { Element, NS } from '#xml';
import { OfflineDelivery } from '../offline/offline-delivery.js';
import { late, outgoing } from '../router/outgoing.js';

/** More than this many directed presences from one session are not remembered: each costs memory until the session ends. */
const MAX_DIRECTED = 1000;

/** Presence of the user's own resources, and directed presence (RFC 6121 §4). Contacts come with rosters. */
@Injectable()
export class PresenceBroadcast implements OnModuleInit {
  constructor(
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly events: SessionEvents,
    private readonly offline: OfflineDelivery,
  ) {}

  onModuleInit(): void {
    this.events.on('session-ended', ({ session }) => this.#ended(session));
  }

  /** RFC 6121 §4.2.2: told to all available resources of the account, the sender included; a first one hears of the others. */
  available(session: Session, stanza: Element): void {
    const first = session.presence === null;
    const willingBefore = willing([session]).length > 0;
    session.priority = readPriority(stanza.getChildText('priority'));
    session.presence = outgoing(stanza, 'presence', this.clock.now());
    for (const other of this.registry.ofUser(session.bareJid)) {
      if (!other.available) continue;
      this.delivery.deliver(other, session.presence);
      if (first && other !== session && other.presence !== null)
        this.delivery.deliver(session, other.presence);
    }
    if (first) this.#handOverInheritance(session);
    if (!willingBefore && session.priority >= 0) this.offline.hand(session);
    this.events.emit('session-changed', { session });
  }

  unavailable(session: Session, stanza: Element): void {
    const gone = outgoing(stanza, 'presence', this.clock.now());
    const own = this.registry.ofUser(session.bareJid).filter((other) => other.available);
    session.presence = null;
    for (const other of own) this.delivery.deliver(other, gone);
    this.#tellDirected(session, stanza);
    this.events.emit('session-changed', { session });
  }

  /** Remembers whom directed presence went to, so that they hear of the end (RFC 6121 §4.6.3). */
  directed(session: Session, to: string, available: boolean): void {
    if (!available) {
      session.directed?.delete(to);
      return;
    }
    session.directed ??= new Set();
    if (session.directed.size < MAX_DIRECTED) session.directed.add(to);
  }

  #ended(session: Session): void {
    const { presence } = session;
    session.presence = null;
    const heir = this.registry.findByFullJid(session.bareJid, session.resource);
    if (heir !== undefined) {
      // A bind of the same full JID took over: unavailable now would mark the living one offline. It may have been
      // quicker than the store that kept this one's h, and is there already.
      if (heir.available || heir.inherited === null) this.#handOverInheritance(heir);
      return;
    }
    const stanza = new Element('presence', { xmlns: NS.client, from: session.fullJid, type: 'unavailable' });
    if (presence !== null) {
      const gone = outgoing(stanza, 'presence', this.clock.now());
      for (const other of this.registry.ofUser(session.bareJid))
        if (other.available) this.delivery.deliver(other, gone);
    }
    this.#tellDirected(session, stanza);
  }

  #tellDirected(session: Session, unavailable: Element): void {
    if (session.directed === null) return;
    for (const to of session.directed) {
      const jid = parseJid(to);
      if (jid === undefined) continue;
      unavailable.attrs['to'] = to;
      const gone = outgoing(unavailable, 'presence', this.clock.now());
      for (const other of this.registry.ofUser(jid.bare))
        if (jid.resource === null ? other.available : other.resource === jid.resource)
          this.delivery.deliver(other, gone);
    }
    session.directed = null;
  }

  /** Chat that a replaced session had not acknowledged, delivered once its heir is there to read it, stamped with its time. */
  #handOverInheritance(session: Session): void {
    if (session.predecessor !== null) return;
    const { inherited, held } = takeSuccession(session);
    for (const stanza of inherited) this.delivery.deliver(session, late(stanza, this.server.domain));
    for (const stanza of held) this.delivery.deliver(session, stanza);
  }
}

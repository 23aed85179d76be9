import { Injectable } from '@nestjs/common';
import { bareOf, parseJid } from '#jid';
import { Delivery, type Session, SessionRegistry } from '#sessions';
import { ContactPresence } from '../presence/contact-presence.js';
import { DirectedPresence } from '../presence/directed-presence.js';
import { Rosters } from '../roster/rosters.js';
import { addressed } from '../router/outgoing.js';
import { BlockLists } from './block-lists.js';

/** Two sessions of which one sees the other's presence. */
type Pair = readonly [own: Session, viewer: Session];

/** What a change of a block list is to those who see the owner's presence (XEP-0191 §3.3, §3.4). */
@Injectable()
export class BlockPresence {
  constructor(
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly lists: BlockLists,
    private readonly rosters: Rosters,
    private readonly contacts: ContactPresence,
    private readonly direct: DirectedPresence,
  ) {}

  /**
   * Carries out `change`, a change of the owner's list. Whoever cannot see the owner any more is told it is gone; whoever
   * can again is told what it is now, and the owner what they are.
   */
  around(owner: string, change: () => void): void {
    const before = this.#visible(owner);
    const directed = this.#directed(owner);
    change();
    const after = this.#visible(owner);
    const hidden = before.filter(([own, viewer]) => this.lists.separates(own.fullJid, viewer.fullJid));
    for (const [own, viewer] of hidden) this.#vanish(own, viewer);
    for (const [own, to] of directed) this.#takeBack(own, to);
    const seen = new Set(before.map(([own, viewer]) => `${own.id} ${viewer.id}`));
    for (const [own, viewer] of after)
      if (!seen.has(`${own.id} ${viewer.id}`) && own.presence !== null)
        this.delivery.deliver(viewer, addressed(own.presence, viewer.bareJid));
  }

  /** The contacts at these addresses that let the owner see them, blocked or not. */
  async watched(owner: string, addresses: readonly string[]): Promise<string[]> {
    const again = new Set(addresses.map(bareOf));
    const contacts = [...(this.rosters.loaded(owner)?.watched ?? [])].filter((contact) => {
      const jid = parseJid(contact);
      return (
        jid !== undefined &&
        (again.has(jid.bare) || again.has(jid.domain)) &&
        this.#available(contact).length > 0
      );
    });
    const visible: string[] = [];
    for (const contact of contacts) {
      const sees = await this.rosters.use(contact, (roster) => roster?.subscribers.has(owner) === true);
      if (sees) visible.push(contact);
    }
    return visible;
  }

  /** Tells the owner of contacts that were out of sight. */
  show(owner: string, contacts: readonly string[]): void {
    for (const contact of contacts) this.contacts.show(contact, owner);
  }

  #visible(owner: string): Pair[] {
    const subscribers = this.rosters.loaded(owner)?.subscribers;
    if (subscribers === undefined) return [];
    const own = this.#available(owner);
    if (own.length === 0) return [];
    return [...subscribers]
      .flatMap((viewer) => this.#available(viewer))
      .flatMap((viewer) => own.map((session): Pair => [session, viewer]))
      .filter(([session, viewer]) => !this.lists.separates(session.fullJid, viewer.fullJid));
  }

  /** Directed presence that is out, with whom it went to. */
  #directed(owner: string): [own: Session, to: string][] {
    return this.registry
      .ofUser(owner)
      .flatMap((own) => [...(own.directed ?? [])].map((to): [Session, string] => [own, to]))
      .filter(([own, to]) => !this.lists.separates(own.fullJid, to));
  }

  #takeBack(own: Session, to: string): void {
    const jid = parseJid(to);
    if (jid === undefined || !this.lists.separates(own.fullJid, to)) return;
    this.direct.sent(own, jid, false);
    for (const viewer of this.registry.ofUser(jid.bare))
      if (jid.resource === null ? viewer.available : viewer.resource === jid.resource)
        this.#vanish(own, viewer);
  }

  #vanish(own: Session, viewer: Session): void {
    this.delivery.deliver(viewer, this.contacts.unavailable(own.fullJid, viewer.bareJid));
  }

  #available(bareJid: string): readonly Session[] {
    return this.registry.ofUser(bareJid).filter((session) => session.available);
  }
}

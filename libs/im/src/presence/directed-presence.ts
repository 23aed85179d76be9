import { Inject, Injectable } from '@nestjs/common';
import { bareOf, type Jid, parseJid } from '#jid';
import { CLOCK, type Clock } from '#ports';
import { Delivery, type Session, SessionJournal, SessionRegistry } from '#sessions';
import type { Element } from '#xml';
import type { Roster } from '../roster/roster.js';
import { Rosters } from '../roster/rosters.js';
import { outgoing } from '../router/outgoing.js';

/** More than this many directed presences from one session are not remembered: each costs memory until the session ends. */
const MAX_DIRECTED = 1000;

/** Presence to those who are not subscribed (RFC 6121 §4.6): remembered, so that they hear of the end. */
@Injectable()
export class DirectedPresence {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly rosters: Rosters,
    private readonly journal: SessionJournal,
  ) {}

  /** §4.6.3: a subscriber needs no remembering, what is broadcast reaches them anyway. */
  sent(session: Session, to: Jid, available: boolean): void {
    if (!available) {
      if (session.directed?.delete(to.full) === true) this.journal.directed(session, to.full, false);
      return;
    }
    if (session.available && this.rosters.loaded(session.bareJid)?.subscribers.has(to.bare)) return;
    this.#remember(session, to.full);
  }

  #remember(session: Session, to: string): void {
    session.directed ??= new Set();
    if (session.directed.size >= MAX_DIRECTED || session.directed.has(to)) return;
    session.directed.add(to);
    this.journal.directed(session, to, true);
  }

  /** Everybody who is to hear of the end, and is remembered no longer. */
  take(session: Session): readonly string[] {
    const receivers = [...(session.directed ?? [])];
    session.directed = null;
    for (const to of receivers) this.journal.directed(session, to, false);
    return receivers;
  }

  /** @param roster whose subscribers have heard already; undefined where nothing was broadcast */
  tell(receivers: readonly string[], unavailable: Element, roster: Roster | undefined): void {
    for (const to of receivers) {
      if (roster?.subscribers.has(bareOf(to))) continue;
      const jid = parseJid(to);
      if (jid === undefined) continue;
      unavailable.attrs['to'] = to;
      const gone = outgoing(unavailable, 'presence', this.clock.now());
      for (const other of this.registry.ofUser(jid.bare))
        if (jid.resource === null ? other.available : other.resource === jid.resource)
          this.delivery.deliver(other, gone);
    }
  }

  /** The session that took the resource over owes the news of the end as well. */
  inherit(heir: Session, receivers: readonly string[]): void {
    for (const to of receivers) this.#remember(heir, to);
  }
}

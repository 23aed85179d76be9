import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type ContactChange, IDS, type Ids } from '#ports';
import { Delivery, type Session, SessionRegistry } from '#sessions';
import { Element, NS } from '#xml';
import { outgoing } from '../router/outgoing.js';
import { itemElement } from './contact.js';
import { Rosters } from './rosters.js';

/** Tells the resources that have asked for the roster what has changed in it (RFC 6121 §2.1.6). */
@Injectable()
export class RosterPushes {
  constructor(
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly rosters: Rosters,
  ) {}

  push(changes: readonly ContactChange[]): void {
    for (const change of changes)
      for (const session of this.registry.ofUser(change.owner))
        if (session.interested) this.#push(session, change);
  }

  /** Without `from`, as the server says it on the account's behalf: nobody else can (§2.1.6). */
  #push(session: Session, change: ContactChange): void {
    const ver = this.rosters.loaded(change.owner)?.version;
    const iq = new Element('iq', {
      xmlns: NS.client,
      to: session.fullJid,
      id: this.ids.token(),
      type: 'set',
    });
    iq.c('query', { xmlns: NS.roster, ver }).cnode(itemElement(change));
    this.delivery.deliver(session, outgoing(iq, 'iq', this.clock.now()));
  }
}

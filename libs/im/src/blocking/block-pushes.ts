import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, IDS, type Ids } from '#ports';
import { Delivery, SessionRegistry } from '#sessions';
import { Element, NS } from '#xml';
import { outgoing } from '../router/outgoing.js';

/** Tells an account's resources that its block list changed (XEP-0191 §3.3–§3.5). */
@Injectable()
export class BlockPushes {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
  ) {}

  /** To those that asked for the list, sleeping ones included. */
  push(bareJid: string, change: Element): void {
    for (const session of this.registry.ofUser(bareJid)) {
      if (!session.watchesBlocks) continue;
      const iq = new Element('iq', {
        xmlns: NS.client,
        to: session.fullJid,
        type: 'set',
        id: this.ids.token(),
      });
      iq.cnode(change);
      this.delivery.deliver(session, outgoing(iq, 'iq', this.clock.now()));
    }
  }
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Jid } from '#jid';
import { CLOCK, type Clock } from '#ports';
import { Delivery, type Session } from '#sessions';
import { type ErrorReply, errorReply, type StanzaCondition, type StanzaKind } from '#stanza';
import { Element, NS } from '#xml';
import { DeliveryHooks } from '../router/delivery-hooks.js';
import { outgoing } from '../router/outgoing.js';
import { BlockLists } from './block-lists.js';

/** Keeps stanzas between accounts apart of which one has blocked the other (XEP-0191 §3.3). */
@Injectable()
export class BlockGate implements OnModuleInit {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lists: BlockLists,
    private readonly hooks: DeliveryHooks,
    private readonly delivery: Delivery,
  ) {}

  onModuleInit(): void {
    this.hooks.presenceGates.push((owner, viewer) => this.lists.separates(owner, viewer));
    this.hooks.gates.push((sender, stanza, kind, to) => this.#stops(sender, stanza, kind, to));
  }

  #stops(sender: Session, stanza: Element, kind: StanzaKind, to: Jid): boolean {
    if (!this.lists.separates(sender.fullJid, to.full)) return false;
    if (this.lists.has(sender.bareJid, to)) this.#refuseOwn(sender, stanza, kind);
    // The other way round: whoever is blocked sees an account where nobody is there.
    else if (kind !== 'presence') this.#refuse(sender, stanza, kind, 'service-unavailable');
    return true;
  }

  #refuseOwn(sender: Session, stanza: Element, kind: StanzaKind): void {
    const application = new Element('blocked', { xmlns: NS.blockingErrors });
    this.#refuse(sender, stanza, kind, 'not-acceptable', { type: 'cancel', application });
  }

  /** An error or an iq result is dropped without a word: no error may answer it (RFC 6120 §8.3.1). */
  #refuse(
    sender: Session,
    stanza: Element,
    kind: StanzaKind,
    condition: StanzaCondition,
    detail?: ErrorReply,
  ): void {
    const error = errorReply(stanza, condition, detail);
    if (error !== undefined) this.delivery.deliver(sender, outgoing(error, kind, this.clock.now()));
  }
}

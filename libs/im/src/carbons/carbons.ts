import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Delivery, type Session, SessionJournal, SessionRegistry } from '#sessions';
import { type Element, NS } from '#xml';
import { type IqAnswer, type IqContext, IqHandler } from '../registry/iq-handler.js';
import { type AcceptedMessage, DeliveryHooks } from '../router/delivery-hooks.js';
import { carbonCopy } from './carbon-copy.js';
import { isEligible } from './eligibility.js';

/** XEP-0280: both sides of every conversation on all of an account's resources that asked for it. */
@Injectable()
export class Carbons implements OnModuleInit {
  constructor(
    private readonly hooks: DeliveryHooks,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly journal: SessionJournal,
  ) {}

  onModuleInit(): void {
    this.hooks.observers.push((message) => this.#copy(message));
  }

  /** §10.1: turning on what is on is no error. */
  @IqHandler(NS.carbons, 'set', { targets: ['own-account', 'server'], advertised: ['server', 'own-account'] })
  switch({ name }: Element, { session }: IqContext): IqAnswer {
    if (name !== 'enable' && name !== 'disable') return { condition: 'bad-request' };
    const wanted = name === 'enable';
    if (session.carbons !== wanted) {
      session.carbons = wanted;
      this.journal.changed(session);
    }
    return [];
  }

  #copy({ sender, stanza, queued, to, recipients }: AcceptedMessage): void {
    const toOneself = to === sender.bareJid;
    const got = (session: Session) => recipients.includes(session);
    this.#copyTo(
      stanza,
      queued,
      'sent',
      sender.bareJid,
      (session) => session !== sender && !(toOneself && got(session)),
    );
    // What an account says to itself is one message, not two.
    if (!toOneself) this.#copyTo(stanza, queued, 'received', to, (session) => !got(session));
  }

  /** Judged only where somebody wants a copy: most messages are nobody's concern here. */
  #copyTo(
    stanza: Element,
    queued: AcceptedMessage['queued'],
    direction: 'received' | 'sent',
    bareJid: string,
    lacks: (session: Session) => boolean,
  ): void {
    let eligible: boolean | undefined;
    for (const session of this.registry.ofUser(bareJid)) {
      if (!session.carbons || !lacks(session)) continue;
      eligible ??= isEligible(stanza, direction);
      if (!eligible) return;
      this.delivery.deliver(session, carbonCopy(queued, direction, bareJid, session.fullJid));
    }
  }
}

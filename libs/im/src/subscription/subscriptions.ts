import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type UserDataConfig, userDataNamespace } from '#config';
import type { Jid } from '#jid';
import type { SubscriptionType } from '#routing';
import { type Session, StreamFeatures } from '#sessions';
import { type Element, NS } from '#xml';
import type { StanzaFault } from '../registry/iq-handler.js';
import { RosterChanges } from '../roster/roster-changes.js';
import { SubscriptionExchange } from './subscription-exchange.js';

/** Presence of type subscribe, subscribed, unsubscribe and unsubscribed as clients send it (RFC 6121 §3). */
@Injectable()
export class Subscriptions implements OnModuleInit {
  readonly #logger = new Logger('Subscriptions');

  constructor(
    @Inject(userDataNamespace.KEY) private readonly limits: UserDataConfig,
    private readonly changes: RosterChanges,
    private readonly exchange: SubscriptionExchange,
    private readonly features: StreamFeatures,
  ) {}

  /** §3.4.1. */
  onModuleInit(): void {
    this.features.offer('after-authentication', `<sub xmlns='${NS.preApproval}'/>`);
  }

  /** @returns what is wrong with it, once that is known */
  send(
    session: Session,
    stanza: Element,
    type: SubscriptionType,
    to: Jid,
  ): StanzaFault | Promise<StanzaFault | undefined> {
    const { bareJid } = session;
    if (to.bare === bareJid)
      return { condition: 'not-allowed', text: 'everybody sees their own presence already' };
    const change = this.changes.run([bareJid, to.bare], (draft) => {
      const adds = type === 'subscribe' || type === 'subscribed';
      const { maxContacts } = this.limits;
      if (adds && !draft.get(bareJid, to.bare).listed && draft.count(bareJid).listed >= maxContacts)
        return () =>
          ({ condition: 'not-acceptable', text: `a roster has at most ${maxContacts} items` }) as const;
      const news = this.exchange.begin(draft);
      news.send(type, bareJid, to.bare, stanza);
      return (push) => {
        news.tell(push);
        return undefined;
      };
    });
    return change.catch((error: unknown) => {
      this.#logger.error(`a subscription of ${bareJid} could not be changed: ${String(error)}`);
      return { condition: 'internal-server-error' } as const;
    });
  }
}

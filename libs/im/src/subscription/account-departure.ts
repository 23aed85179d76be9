import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore } from '#ports';
import { seesContact } from '#routing';
import { SessionRegistry } from '#sessions';
import { ContactPresence } from '../presence/contact-presence.js';
import { RosterChanges } from '../roster/roster-changes.js';
import type { RosterDraft } from '../roster/roster-draft.js';
import { Rosters } from '../roster/rosters.js';
import { SubscriptionExchange } from './subscription-exchange.js';

/** Accounts whose contacts are looked at in one change. */
const SLICE = 200;

/**
 * A removed account takes its subscriptions along, and its contacts hear of it as if it had taken back its own and theirs
 * (RFC 6121 §2.5.2, XEP-0077 §3.2). The store has forgotten them with the account: this is for the rosters in memory, and for
 * whoever is there to be told.
 */
@Injectable()
export class AccountDeparture implements OnModuleInit {
  readonly #logger = new Logger('AccountDeparture');

  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly registry: SessionRegistry,
    private readonly rosters: Rosters,
    private readonly changes: RosterChanges,
    private readonly exchange: SubscriptionExchange,
    private readonly presence: ContactPresence,
  ) {}

  onModuleInit(): void {
    this.accounts.onRemoved((bareJid) => {
      this.#depart(bareJid).catch((error: unknown) =>
        this.#logger.error(`not every contact of ${bareJid} could be told that it is gone: ${String(error)}`),
      );
    });
  }

  async #depart(gone: string): Promise<void> {
    const resources = this.registry.ofUser(gone).filter((session) => session.available);
    const fullJids = resources.map((session) => session.fullJid);
    // One that is just being read may have been read before the account went.
    const owners = this.rosters.known.filter((owner) => {
      const roster = this.rosters.loaded(owner);
      return owner !== gone && (roster === undefined || roster.get(gone) !== undefined);
    });
    for (let at = 0; at < owners.length; at += SLICE) {
      const slice = owners.slice(at, at + SLICE);
      await this.changes.run(slice, (draft) => {
        const news = this.exchange.begin(draft);
        const watching = slice.filter((owner) => seesContact(draft.get(owner, gone)));
        for (const owner of slice) this.#forget(draft, news, owner, gone);
        return (push) => {
          news.tell(push);
          for (const owner of watching) for (const fullJid of fullJids) this.presence.vanish(fullJid, owner);
        };
      });
    }
  }

  #forget(
    draft: RosterDraft,
    news: ReturnType<SubscriptionExchange['begin']>,
    owner: string,
    gone: string,
  ): void {
    news.receive('unsubscribe', gone, owner);
    news.receive('unsubscribed', gone, owner);
    const left = draft.get(owner, gone);
    // A namesake made later has not been approved by anybody.
    if (left.approved) draft.put(owner, { ...left, approved: false });
  }
}

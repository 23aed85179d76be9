import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type UserDataConfig, userDataNamespace } from '#config';
import { seenByContact, seesContact } from '#routing';
import { type Session, SessionJournal, StreamFeatures } from '#sessions';
import { Element, NS } from '#xml';
import { type IqAnswer, type IqContext, IqHandler } from '../registry/iq-handler.js';
import { SubscriptionExchange } from '../subscription/subscription-exchange.js';
import { itemElement } from './contact.js';
import type { Roster } from './roster.js';
import { type Effects, RosterChanges } from './roster-changes.js';
import type { RosterDraft } from './roster-draft.js';
import { readItem } from './roster-item.js';
import { Rosters } from './rosters.js';

const FORBIDDEN: IqAnswer = { condition: 'forbidden', text: 'a roster is its owner’s alone' };

/** Contact lists (RFC 6121 §2). */
@Injectable()
export class RosterQueries implements OnModuleInit {
  constructor(
    @Inject(userDataNamespace.KEY) private readonly limits: UserDataConfig,
    private readonly rosters: Rosters,
    private readonly changes: RosterChanges,
    private readonly exchange: SubscriptionExchange,
    private readonly journal: SessionJournal,
    private readonly features: StreamFeatures,
  ) {}

  /** §2.6.1. */
  onModuleInit(): void {
    this.features.offer('after-authentication', `<ver xmlns='${NS.rosterVersioning}'/>`);
  }

  /** §2.1.3; who asks is told of changes from then on. */
  @IqHandler(NS.roster, 'get', { targets: ['own-account'], advertised: false })
  get(query: Element, { session }: IqContext): IqAnswer | Promise<IqAnswer> {
    const known = query.attrs['ver'] as string | undefined;
    const answer = (roster: Roster | undefined) => this.#answer(session, roster, known);
    const { bareJid } = session;
    if (!this.changes.busy) return this.rosters.use(bareJid, answer);
    // Its own set may be among what is being written.
    return this.changes.run([bareJid], () => () => answer(this.rosters.loaded(bareJid)));
  }

  @IqHandler(NS.roster, 'set', { targets: ['own-account'], advertised: false })
  set(query: Element, { session }: IqContext): IqAnswer | Promise<IqAnswer> {
    const request = readItem(query);
    if (!('kind' in request)) return request;
    const { bareJid } = session;
    const { jid } = request;
    if (jid.bare === bareJid) return { condition: 'not-allowed', text: 'nobody is a contact of their own' };
    if (request.kind === 'remove')
      return this.changes.run([bareJid, jid.bare], (draft) => this.#remove(draft, bareJid, jid.bare));
    const { name, groups } = request;
    return this.changes.run([bareJid], (draft) => {
      const before = draft.get(bareJid, jid.bare);
      const { maxContacts } = this.limits;
      if (!before.listed && draft.count(bareJid).listed >= maxContacts)
        return () => ({ condition: 'not-acceptable', text: `a roster has at most ${maxContacts} items` });
      draft.put(bareJid, { ...before, listed: true, name, groups });
      return done;
    });
  }

  /** §2.3.3; and what comes to another account's bare JID is no push of anybody's (§2.1.6). */
  @IqHandler(NS.roster, 'get', { targets: ['other-account'], advertised: false })
  getOfAnother(): IqAnswer {
    return FORBIDDEN;
  }

  @IqHandler(NS.roster, 'set', { targets: ['other-account'], advertised: false })
  setOfAnother(): IqAnswer {
    return FORBIDDEN;
  }

  #answer(session: Session, roster: Roster | undefined, known: string | undefined): IqAnswer {
    session.interested = true;
    this.journal.changed(session);
    // §2.6.3: nothing but a yes says that the client's copy is the roster.
    if (known !== undefined && known === roster?.version) return [];
    const query = new Element('query', { xmlns: NS.roster, ver: roster?.version });
    for (const contact of roster?.items() ?? []) query.cnode(itemElement(contact));
    return [query];
  }

  /** §2.5.2: whatever presence went either way goes no more, and the contact is told. */
  #remove(draft: RosterDraft, owner: string, jid: string): Effects<IqAnswer> {
    const before = draft.get(owner, jid);
    if (!before.listed) return () => ({ condition: 'item-not-found', text: 'there is no such item' });
    const news = this.exchange.begin(draft);
    if (seesContact(before) || before.ask) news.send('unsubscribe', owner, jid);
    if (seenByContact(before) || before.request !== null) news.send('unsubscribed', owner, jid);
    draft.put(owner, {
      ...draft.get(owner, jid),
      listed: false,
      subscription: 'none',
      ask: false,
      approved: false,
      request: null,
    });
    return (push) => {
      news.tell(push);
      return [];
    };
  }
}

const done: Effects<IqAnswer> = (push) => {
  push();
  return [];
};

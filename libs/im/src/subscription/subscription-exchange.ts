import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type StoredContact } from '#ports';
import {
  receiveSubscription,
  type SubscriptionType,
  seenByContact,
  seesContact,
  sendSubscription,
} from '#routing';
import { Delivery, SessionRegistry } from '#sessions';
import { Element, NS, serialize } from '#xml';
import { ContactPresence } from '../presence/contact-presence.js';
import { stateOf, withState } from '../roster/contact.js';
import type { RosterDraft } from '../roster/roster-draft.js';
import { outgoing } from '../router/outgoing.js';

/** UTF-8 bytes of a request that are kept (§3.1.3): room for a greeting and a nickname. Of a longer one only that it came. */
const MAX_REQUEST_BYTES = 4096;

/** Strangers who wait for an answer, per account: more are not heard, as if nobody had asked. */
const MAX_REQUESTS = 1000;

/** Carries the subscription stanzas of one change between the rosters of two accounts (RFC 6121 §3). */
@Injectable()
export class SubscriptionExchange {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly presence: ContactPresence,
  ) {}

  begin(draft: RosterDraft): SubscriptionNews {
    return new SubscriptionNews(draft, this);
  }

  /** §3.1.3: a request is for whoever is there to answer it; the rest is for those who have the roster (§3.1.6). */
  deliver(type: SubscriptionType, stanza: Element, to: string): void {
    const queued = outgoing(stanza, 'presence', this.clock.now());
    for (const session of this.registry.ofUser(to))
      if (type === 'subscribe' ? session.available : session.interested)
        this.delivery.deliver(session, queued);
  }

  show(owner: string, viewer: string): void {
    this.presence.show(owner, viewer);
  }

  hide(owner: string, viewer: string): void {
    this.presence.hide(owner, viewer);
  }
}

/** One change as it is drawn, and what is to be told once it is written. */
export class SubscriptionNews {
  readonly #stanzas: (() => void)[] = [];
  readonly #presence: (() => void)[] = [];

  constructor(
    private readonly draft: RosterDraft,
    private readonly exchange: SubscriptionExchange,
  ) {}

  /** @param stanza what the client sent, with its payload; one without any is made where there is none */
  send(type: SubscriptionType, from: string, to: string, stanza = subscriptionStanza(type)): void {
    const before = this.draft.get(from, to);
    const { next, route } = sendSubscription(type, stateOf(before));
    // §3.1.2, §3.1.5, §3.4.2: whoever asks or says yes has the contact in the roster from then on.
    const listed = before.listed || type === 'subscribe' || type === 'subscribed';
    this.#put(from, before, { ...withState(before, next), listed });
    if (type === 'unsubscribed' && seenByContact(before)) this.#hide(from, to);
    if (route) this.#arrive(type, from, to, stanza);
  }

  /** What arrives without the sender's roster having a part in it. */
  receive(type: SubscriptionType, from: string, to: string): void {
    this.#arrive(type, from, to, subscriptionStanza(type));
  }

  /** The stanzas, the pushes, then the presence that follows from it (§3.1.6). */
  tell(push: () => void): void {
    for (const deliver of this.#stanzas) deliver();
    push();
    for (const exchange of this.#presence) exchange();
  }

  #arrive(type: SubscriptionType, from: string, to: string, stanza: Element): void {
    // §8.5.1: nobody learns whether there is such an account.
    if (!this.draft.has(to)) return;
    const between = readdressed(stanza, from, to);
    const before = this.draft.get(to, from);
    const { next, deliver, approve } = receiveSubscription(type, stateOf(before));
    if (next.asked && before.request === null) {
      if (!before.listed && this.draft.count(to).requested >= MAX_REQUESTS) return;
      this.#put(to, before, withState(before, next, requestOf(between)));
    } else this.#put(to, before, withState(before, next));
    if (deliver) this.#stanzas.push(() => this.exchange.deliver(type, between, to));
    if (type === 'unsubscribe' && seenByContact(before)) this.#hide(to, from);
    if (seesContact(next) && !seesContact(before)) this.#presence.push(() => this.exchange.show(from, to));
    if (approve) this.#arrive('subscribed', to, from, subscriptionStanza('subscribed'));
  }

  #put(owner: string, before: StoredContact, after: StoredContact): void {
    const same =
      before.listed === after.listed &&
      before.subscription === after.subscription &&
      before.ask === after.ask &&
      before.approved === after.approved &&
      before.request === after.request;
    if (!same) this.draft.put(owner, after);
  }

  #hide(owner: string, viewer: string): void {
    this.#presence.push(() => this.exchange.hide(owner, viewer));
  }
}

const subscriptionStanza = (type: SubscriptionType): Element =>
  new Element('presence', { xmlns: NS.client, type });

/** §3.1.2: between bare JIDs, whichever resource said it. */
function readdressed(stanza: Element, from: string, to: string): Element {
  const copy = new Element(stanza.name, { ...stanza.attrs, from, to });
  copy.children = stanza.children;
  return copy;
}

function requestOf(stanza: Element): string {
  const xml = serialize(stanza);
  if (Buffer.byteLength(xml) <= MAX_REQUEST_BYTES) return xml;
  const { from, to } = stanza.attrs;
  return serialize(new Element('presence', { xmlns: NS.client, from, to, type: 'subscribe' }));
}

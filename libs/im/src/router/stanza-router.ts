import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';
import { bareOf, type Jid, parseJid } from '#jid';
import { CLOCK, type Clock } from '#ports';
import {
  type Delivery as Decision,
  deliverIq,
  deliverMessage,
  deliverPresence,
  isSubscriptionType,
  top,
  willing,
} from '#routing';
import {
  Delivery,
  type DispatchResult,
  type Session,
  SessionRegistry,
  type StanzaRouting,
  StanzaSink,
} from '#sessions';
import { checkInbound, type StanzaCondition, type StanzaKind } from '#stanza';
import type { QueuedStanza } from '#stream-management';
import { Counters, stanzasTold } from '#telemetry';
import type { Element } from '#xml';
import { OfflineKeeping } from '../offline/offline-keeping.js';
import { DeliveryHooks } from './delivery-hooks.js';
import { IqAnswers } from './iq-answers.js';
import { MessageWay } from './message-way.js';
import { late, outgoing } from './outgoing.js';
import { PresenceRouting } from './presence-routing.js';
import { Refusals } from './refusals.js';
import { returned } from './returned.js';

/** A stanza's way from one of our sessions to its recipients (RFC 6120 §10, RFC 6121 §8). */
@Injectable()
export class StanzaRouter implements StanzaRouting, OnModuleInit {
  constructor(
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sink: StanzaSink,
    private readonly registry: SessionRegistry,
    private readonly delivery: Delivery,
    private readonly answers: IqAnswers,
    private readonly presence: PresenceRouting,
    private readonly offline: OfflineKeeping,
    private readonly refusals: Refusals,
    private readonly counters: Counters,
    private readonly hooks: DeliveryHooks,
    private readonly way: MessageWay,
  ) {}

  onModuleInit(): void {
    this.sink.connect(this);
  }

  handle(session: Session, stanza: Element, kind: StanzaKind): DispatchResult {
    this.counters.received[kind]++;
    const span = kind === 'message' && stanzasTold() ? this.way.begin(session, stanza) : undefined;
    if (span === undefined) return this.#handle(session, stanza, kind);
    return this.way.follow(span, () => this.#handle(session, stanza, kind));
  }

  #handle(session: Session, stanza: Element, kind: StanzaKind): DispatchResult {
    const { attrs } = stanza;
    if (attrs['from'] !== undefined && !isOwn(String(attrs['from']), session))
      return { condition: 'invalid-from', text: `this stream speaks for ${session.fullJid}` };
    attrs['from'] = session.fullJid;
    const problem = checkInbound(stanza);
    if (problem !== undefined) return this.#refuse(session, stanza, kind, problem.condition, problem.text);

    if (attrs['to'] === undefined) return this.#unaddressed(session, stanza, kind);
    const to = parseJid(String(attrs['to']));
    if (to === undefined) return this.#refuse(session, stanza, kind, 'jid-malformed');
    if (to.domain !== this.server.domain)
      return this.#refuse(session, stanza, kind, 'remote-server-not-found');
    if (to.local === null) return this.#toServer(session, stanza, kind, to);
    if (this.hooks.stops(session, stanza, kind, to)) {
      this.way.routed('stop', 0);
      return undefined;
    }
    return this.#toAccount(session, stanza, kind, to);
  }

  reroute(stanza: QueuedStanza, session: Session): boolean {
    let others = this.registry.ofUser(session.bareJid).filter((other) => other !== session);
    // Made when there is somebody to take it: mostly all the others sleep.
    let copy: QueuedStanza | undefined;
    // Where those of highest priority have no room the next ones are asked: late at one resource is better than nowhere.
    for (let best = top(others); best.length > 0; best = top(others)) {
      copy ??= late(stanza, this.server.domain);
      const offered = copy;
      const takers = best.filter((other) => this.delivery.offer(other, offered));
      // The copy has a fate of its own from here on: a sibling whose queue was full as well need not care any more.
      if (takers.length > 0) {
        stanza.arrived = true;
        return true;
      }
      others = others.filter((other) => !best.includes(other));
    }
    return false;
  }

  bounce(stanza: QueuedStanza): void {
    const sender = this.#sender(stanza.from);
    if (sender === undefined) return;
    const error = returned(stanza, this.clock.now());
    if (error !== undefined) this.delivery.deliver(sender, error);
  }

  #sender(from: string): Session | undefined {
    const bareJid = bareOf(from);
    return this.registry.findByFullJid(bareJid, from.slice(bareJid.length + 1));
  }

  /** RFC 6120 §10.3: without `to` a message is for the sender's own account, an iq for the server on its behalf. */
  #unaddressed(session: Session, stanza: Element, kind: StanzaKind): DispatchResult {
    switch (kind) {
      case 'presence':
        return this.presence.unaddressed(session, stanza, typeOf(stanza));
      case 'iq':
        return this.answers.answer(session, stanza, 'own-account', session.bareJid);
      case 'message':
        return this.#spread(
          session,
          stanza,
          kind,
          deliverMessage(typeOf(stanza), this.#target(session.bareJid, null)),
          {
            bare: session.bareJid,
            resource: null,
          },
        );
    }
  }

  #toServer(session: Session, stanza: Element, kind: StanzaKind, to: Jid): DispatchResult {
    if (kind === 'iq' && to.resource === null)
      return this.answers.answer(session, stanza, 'server', to.domain);
    if (kind === 'presence') return this.presence.toServer(session, stanza, typeOf(stanza));
    return this.#refuse(session, stanza, kind, 'service-unavailable');
  }

  #toAccount(session: Session, stanza: Element, kind: StanzaKind, to: Jid): DispatchResult {
    const type = typeOf(stanza);
    const target = this.#target(to.bare, to.resource);
    switch (kind) {
      case 'message':
        return this.#spread(session, stanza, kind, deliverMessage(type, target), to);
      case 'iq':
        return this.#spread(session, stanza, kind, deliverIq(type, target), to);
      case 'presence':
        if (isSubscriptionType(type)) return this.presence.subscription(session, stanza, type, to);
        if (type === 'probe') return this.presence.probe(session, stanza, to);
        if (type !== 'error') this.presence.directed(session, to, type === '');
        return this.#spread(session, stanza, kind, deliverPresence(type, target), to);
    }
  }

  #target(bareJid: string, resource: string | null) {
    return {
      full: resource !== null,
      match: resource !== null && this.registry.findByFullJid(bareJid, resource) !== undefined,
      willing: willing(this.registry.ofUser(bareJid)).length,
    };
  }

  #spread(
    from: Session,
    stanza: Element,
    kind: StanzaKind,
    decision: Decision,
    to: { bare: string; resource: string | null },
  ): DispatchResult {
    switch (decision) {
      case 'ignore':
        this.way.routed(decision, 0);
        return undefined;
      case 'unavailable':
        this.way.routed(decision, 0);
        return this.#refuse(from, stanza, kind, 'service-unavailable');
      case 'store':
        return this.#store(from, stanza, kind, to.bare);
      case 'server': {
        const target = to.bare === from.bareJid ? 'own-account' : 'other-account';
        return this.answers.answer(from, stanza, target, to.bare);
      }
      default: {
        const queued = outgoing(stanza, kind, this.clock.now());
        const recipients = this.#recipients(decision, to);
        this.way.routed(decision, recipients.length, queued);
        this.delivery.fanOut(recipients, queued);
        if (kind === 'message')
          this.hooks.accepted({ sender: from, stanza, queued, to: to.bare, recipients });
        return undefined;
      }
    }
  }

  #store(sender: Session, stanza: Element, kind: StanzaKind, to: string): DispatchResult {
    const queued = outgoing(stanza, kind, this.clock.now());
    const { span } = this.way;
    this.way.routed('store', 0, queued);
    return this.offline.keep(to, queued, {
      kept: () => {
        if (this.hooks.observers.length > 0)
          this.hooks.accepted({ sender, stanza, queued, to, recipients: [] });
      },
      refused: () => {
        span?.fail('service-unavailable');
        this.refusals.send(sender, stanza, kind, 'service-unavailable');
      },
    });
  }

  #recipients(
    decision: 'match' | 'top' | 'willing' | 'available',
    to: { bare: string; resource: string | null },
  ): readonly Session[] {
    const sessions = this.registry.ofUser(to.bare);
    switch (decision) {
      case 'match':
        return sessions.filter((session) => session.resource === to.resource);
      case 'top':
        return top(sessions);
      case 'willing':
        return willing(sessions);
      case 'available':
        return sessions.filter((session) => session.available);
    }
  }

  #refuse(
    session: Session,
    stanza: Element,
    kind: StanzaKind,
    condition: StanzaCondition,
    text?: string,
  ): undefined {
    this.way.span?.fail(condition);
    this.refusals.send(session, stanza, kind, condition, text);
    return undefined;
  }
}

const typeOf = (stanza: Element): string => String(stanza.attrs['type'] ?? '');

/** RFC 6120 §8.1.2.1: a client may name itself by its full or bare JID. */
function isOwn(from: string, session: Session): boolean {
  if (from === session.fullJid || from === session.bareJid) return true;
  const jid = parseJid(from);
  return jid !== undefined && (jid.full === session.fullJid || jid.full === session.bareJid);
}

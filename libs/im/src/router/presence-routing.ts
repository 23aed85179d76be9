import { Injectable, Logger } from '@nestjs/common';
import type { Jid } from '#jid';
import type { SubscriptionType } from '#routing';
import type { DispatchResult, Session } from '#sessions';
import type { Element } from '#xml';
import { DirectedPresence } from '../presence/directed-presence.js';
import { PresenceBroadcast } from '../presence/presence-broadcast.js';
import { Probes } from '../presence/probes.js';
import type { StanzaFault } from '../registry/iq-handler.js';
import { Subscriptions } from '../subscription/subscriptions.js';
import { Refusals } from './refusals.js';

/** Which part of RFC 6121 a presence stanza is about. */
@Injectable()
export class PresenceRouting {
  readonly #logger = new Logger('PresenceRouting');

  constructor(
    private readonly broadcast: PresenceBroadcast,
    private readonly direct: DirectedPresence,
    private readonly probes: Probes,
    private readonly subscriptions: Subscriptions,
    private readonly refusals: Refusals,
  ) {}

  /** For everybody who may see it (§4.2, §4.4, §4.5). */
  unaddressed(session: Session, stanza: Element, type: string): DispatchResult {
    if (type === '') return this.#told(session, stanza, this.broadcast.available(session, stanza));
    if (type === 'unavailable')
      return this.#told(session, stanza, this.broadcast.unavailable(session, stanza));
    if (type !== 'error') this.refusals.send(session, stanza, 'presence', 'bad-request');
    return undefined;
  }

  /** The server is nobody's contact and tells nobody its presence; who asks is told so, the rest needs no answer. */
  toServer(session: Session, stanza: Element, type: string): DispatchResult {
    if (type === 'subscribe' || type === 'probe')
      this.refusals.send(session, stanza, 'presence', 'service-unavailable');
    return undefined;
  }

  subscription(session: Session, stanza: Element, type: SubscriptionType, to: Jid): DispatchResult {
    const refuse = (fault: StanzaFault | undefined) => {
      if (fault !== undefined) this.refusals.send(session, stanza, 'presence', fault.condition, fault.text);
    };
    const problem = this.subscriptions.send(session, stanza, type, to);
    if (problem instanceof Promise) return problem.then(refuse);
    refuse(problem);
    return undefined;
  }

  probe(session: Session, stanza: Element, to: Jid): DispatchResult {
    return this.#told(session, stanza, this.probes.answer(session, to));
  }

  directed(session: Session, to: Jid, available: boolean): void {
    this.direct.sent(session, to, available);
  }

  /** The sender hears of a roster that could not be read: others have not heard of it then. */
  #told(session: Session, stanza: Element, result: void | Promise<void>): DispatchResult {
    if (!(result instanceof Promise)) return undefined;
    return result.catch((error: unknown) => {
      this.#logger.error(`presence of ${session.fullJid} could not be told: ${String(error)}`);
      this.refusals.send(session, stanza, 'presence', 'internal-server-error');
    });
  }
}

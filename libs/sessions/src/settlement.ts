import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ServerConfig, type SmacksConfig, serverNamespace, smacksNamespace } from '#config';
import type { EndReason } from '#contracts';
import { type Fate, type FateContext, fateOf, type QueuedStanza } from '#stream-management';
import { Counters } from '#telemetry';
import type { Session } from './session.js';
import { type FateCounts, SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { StanzaSink } from './stanza-sink.js';

/** Gives every unacknowledged stanza of an ended session exactly one fate (R19). */
@Injectable()
export class Settlement {
  readonly #logger = new Logger('Settlement');

  constructor(
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    @Inject(smacksNamespace.KEY) private readonly smacks: SmacksConfig,
    private readonly registry: SessionRegistry,
    private readonly events: SessionEvents,
    private readonly counters: Counters,
    private readonly sink: StanzaSink,
  ) {}

  settle(session: Session, reason: EndReason): FateCounts {
    const counts: FateCounts = { bounced: 0, stored: 0, rerouted: 0, dropped: 0 };
    const rest = [...(session.inherited ?? []), ...(session.sm?.outbound.drain() ?? [])];
    session.inherited = null;
    for (const stanza of rest) counts[this.#meet(session, stanza, reason)]++;
    return counts;
  }

  /** The fate of a single stanza that a full queue could not take. */
  settleOne(session: Session, stanza: QueuedStanza): void {
    this.#meet(session, stanza, 'expired');
  }

  #meet(session: Session, stanza: QueuedStanza, reason: EndReason): keyof FateCounts {
    const context: FateContext = {
      reason,
      fullJid: session.fullJid,
      domain: this.server.domain,
      onExpiry: this.smacks.onExpiry,
    };
    const fate = fateOf(stanza, context);
    const result = this.#attempt(session, stanza, fate);
    if (result === 'stored') this.counters.offline++;
    else this.counters[result]++;
    this.events.emit('delivery-failure', { session, stanza, fate });
    return result;
  }

  /** A stanza that cannot be helped must not keep the others from their fates. */
  #attempt(session: Session, stanza: QueuedStanza, fate: Fate): keyof FateCounts {
    try {
      return this.#carryOut(session, stanza, fate);
    } catch (error) {
      this.#logger.error(`a stanza of session ${session.id} met no fate: ${(error as Error).stack}`);
      return 'dropped';
    }
  }

  #carryOut(session: Session, stanza: QueuedStanza, fate: Fate): keyof FateCounts {
    switch (fate) {
      case 'drop':
        return 'dropped';
      case 'inherit': {
        const heir = this.registry.findByFullJid(session.bareJid, session.resource);
        if (heir !== undefined) {
          heir.inherited ??= [];
          heir.inherited.push(stanza);
          return 'rerouted';
        }
        return this.#carryOut(session, stanza, 'reroute');
      }
      case 'reroute':
        if (this.sink.routing.reroute(stanza, session)) return 'rerouted';
        this.sink.routing.bounce(stanza);
        return 'bounced';
      case 'bounce':
        this.sink.routing.bounce(stanza);
        return 'bounced';
    }
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ServerConfig, type SmacksConfig, serverNamespace, smacksNamespace } from '#config';
import type { EndReason } from '#contracts';
import { type Fate, type FateContext, fateOf, type QueuedStanza } from '#stream-management';
import { Counters } from '#telemetry';
import { OfflineMessages } from './offline-messages.js';
import type { Inheritance, Session } from './session.js';
import { type FateCounts, SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionRegistry } from './session-registry.js';
import { Slices } from './slices.js';
import { StanzaSink } from './stanza-sink.js';
import { takeSuccession } from './succession.js';

type Outcome = keyof FateCounts;

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
    private readonly slices: Slices,
    private readonly offline: OfflineMessages,
    private readonly journal: SessionJournal,
  ) {}

  /** @param done called once, when every stanza has met its fate: at once unless there are many or some are stored */
  settle(session: Session, reason: EndReason, done: (fates: FateCounts) => void): void {
    // Emptied only when it is this session's turn: a sibling that ends before must find its copies still held here.
    const rest = () => {
      const { inherited, held } = takeSuccession(session);
      const own = [...(session.sm?.outbound.drain() ?? []), ...held];
      this.journal.owes(session, own, false);
      return [...inherited, ...own.map((stanza) => ({ owner: session, stanza }))];
    };
    this.#settle(session, rest, reason, done);
  }

  /** Whether the store is where it would go, unless somebody else can take it: what is sent behind it must not overtake it. */
  stores(session: Session, stanza: QueuedStanza): boolean {
    return fateOf({ ...stanza, holders: 0, arrived: false }, this.#context(session, 'expired')) === 'store';
  }

  /** The fates of stanzas that a living session's queue cannot take or keep. */
  settleThese(
    session: Session,
    stanzas: readonly QueuedStanza[],
    done: (fates: FateCounts) => void = () => undefined,
  ): void {
    this.journal.owes(session, stanzas, true);
    this.#settleLiving(session, stanzas, done);
  }

  /** After a restart: what a session that lives on owed before. */
  settleOwed(session: Session): void {
    this.#settleLiving(session, [...(session.owed ?? [])], () => undefined);
  }

  #settleLiving(session: Session, stanzas: readonly QueuedStanza[], done: (fates: FateCounts) => void): void {
    if (stanzas.some((stanza) => this.stores(session, stanza))) session.behindKept = true;
    session.settling++;
    const owed = stanzas.map((stanza) => ({ owner: session, stanza }));
    this.#settle(
      session,
      () => owed,
      'expired',
      (fates) => {
        session.settling--;
        done(fates);
        this.events.emit('session-changed', { session });
      },
    );
  }

  #settle(
    session: Session,
    take: () => readonly Inheritance[],
    reason: EndReason,
    done: (fates: FateCounts) => void,
  ): void {
    const fates: FateCounts = { bounced: 0, stored: 0, rerouted: 0, dropped: 0 };
    let stanzas: readonly Inheritance[] | undefined;
    let [next, open] = [0, 0];
    const met = (outcome: Outcome) => {
      fates[outcome]++;
      if (--open === 0) done(fates);
    };
    this.slices.run(() => {
      if (stanzas === undefined) {
        stanzas = take();
        open = stanzas.length;
        if (open === 0) done(fates);
      }
      const owed = stanzas[next++];
      if (owed !== undefined) this.#meet(session, owed, reason, met);
      return next < stanzas.length;
    });
  }

  #meet(session: Session, owed: Inheritance, reason: EndReason, met: (outcome: Outcome) => void): void {
    const { stanza } = owed;
    const fate = fateOf(stanza, this.#context(session, reason));
    this.#attempt(session, owed, fate, (outcome) => {
      if (outcome === 'stored') this.counters.offline++;
      else this.counters[outcome]++;
      this.events.emit('delivery-failure', { session, stanza, fate });
      met(outcome);
    });
  }

  /** A stanza that cannot be helped must not keep the others from their fates. */
  #attempt(session: Session, owed: Inheritance, fate: Fate, met: (outcome: Outcome) => void): void {
    let outcome: Outcome | 'bequeathed' | 'stored later';
    try {
      outcome = this.#carryOut(session, owed, fate);
    } catch (error) {
      this.#logger.error(`a stanza of session ${session.id} met no fate: ${(error as Error).stack}`);
      outcome = 'dropped';
    }
    const { owner, stanza } = owed;
    // It stays its owner's until the heir takes it.
    if (outcome === 'bequeathed') return met('rerouted');
    if (outcome === 'stored later')
      this.offline.keep(session.bareJid, stanza, (kept) => {
        if (kept) met('stored');
        // A subscription has no error to come back as (RFC 6121 §3); the client asks again.
        else this.#attempt(session, owed, fate === 'keep' ? 'drop' : 'bounce', met);
      });
    else met(outcome);
    if (outcome === 'rerouted') this.journal.arrived(stanza);
    this.journal.met(owner, stanza);
  }

  #carryOut(session: Session, owed: Inheritance, fate: Fate): Outcome | 'bequeathed' | 'stored later' {
    const { routing } = this.sink;
    const { stanza } = owed;
    switch (fate) {
      case 'drop':
        return 'dropped';
      case 'inherit':
        if (this.#bequeath(session, owed)) return 'bequeathed';
        return this.#carryOut(session, owed, this.#withoutHeir(session, stanza));
      case 'reroute':
        if (this.#bequeath(session, owed)) return 'bequeathed';
        return routing.reroute(stanza, session) ? 'rerouted' : this.#carryOut(session, owed, 'bounce');
      case 'reroute-or-drop':
        return routing.reroute(stanza, session) ? 'rerouted' : 'dropped';
      case 'store':
        if (this.#bequeath(session, owed)) return 'bequeathed';
        return routing.reroute(stanza, session) ? 'rerouted' : 'stored later';
      case 'keep':
        return 'stored later';
      case 'bounce':
        routing.bounce(stanza);
        return 'bounced';
    }
  }

  /**
   * To the session that has the full JID by now and waits for what this one leaves: nobody is a better match (RFC 6121
   * §8.5.3.1), and it keeps newer chat back until then.
   */
  #bequeath(session: Session, owed: Inheritance): boolean {
    const heir = this.registry.findByFullJid(session.bareJid, session.resource);
    if (heir === undefined || heir === session || heir.predecessor === null) return false;
    heir.inherited ??= [];
    heir.inherited.push(owed);
    return true;
  }

  /** The session that took the resource has gone as well: as if this one had run out of time. */
  #withoutHeir(session: Session, stanza: QueuedStanza): Fate {
    return fateOf(stanza, this.#context(session, 'expired'));
  }

  #context({ fullJid }: Session, reason: EndReason): FateContext {
    return { reason, fullJid, domain: this.server.domain, onExpiry: this.smacks.onExpiry };
  }
}

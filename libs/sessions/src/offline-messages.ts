import { Inject, Injectable, Logger } from '@nestjs/common';
import { type OfflineConfig, offlineNamespace, type ServerConfig, serverNamespace } from '#config';
import {
  EVENT_LOOP,
  type EventLoop,
  type Intent,
  OFFLINE_STORE,
  type OfflineStanza,
  type OfflineStore,
  type StoredOfflineStanza,
} from '#ports';
import { withDelay } from '#stanza';
import { type QueuedStanza, UNMARKED } from '#stream-management';
import { SessionJournal } from './session-journal.js';
import { Slices } from './slices.js';
import { OutboxTurn } from './turn.js';

interface Waiting {
  readonly stanza: OfflineStanza;
  readonly settled: (kept: boolean) => void;
}

/** What the journal keeps until the store has it. */
type OfflineIntent =
  | { readonly do: 'keep'; readonly stanza: Omit<OfflineStanza, 'intent'> }
  | { readonly do: 'forget'; readonly bareJid: string; readonly upTo: number };

/** With a journal nothing is given up because the store fails: it is tried again after so many ms. */
const RETRY_AFTER = 1_000;

/** A read waits for the statement that runs, so none should run long. */
const AT_ONCE = 1_000;

/** Name under which the journal keeps what is to be written here. */
export const OFFLINE_INTENTS = 'offline';

/** Stanzas kept for the next login (XEP-0160): safe with the turn, written in a batch behind it, however many come meanwhile. */
@Injectable()
export class OfflineMessages {
  readonly #logger = new Logger('OfflineMessages');
  /** Of this turn; null until there is something. */
  #batch: Waiting[] | null = null;
  /** Safe, and not being written yet. */
  #ready: Waiting[] = [];
  #written: Promise<void> = Promise.resolve();
  /** Handed over, and the store could not forget them yet: up to which `seq`, by user. */
  readonly #handedOver = new Map<string, number>();

  constructor(
    @Inject(OFFLINE_STORE) private readonly store: OfflineStore,
    @Inject(offlineNamespace.KEY) private readonly offline: OfflineConfig,
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    @Inject(EVENT_LOOP) private readonly loop: EventLoop,
    private readonly slices: Slices,
    private readonly turn: OutboxTurn,
    private readonly journal: SessionJournal,
  ) {
    turn.atEnd(() => {
      this.#batch = null;
    });
  }

  /** @param settled told false when the stanza was not kept: the user has too many, or is none any more */
  keep(bareJid: string, queued: QueuedStanza, settled: (kept: boolean) => void): void {
    const { kind, type, from, at } = queued;
    if (kind === 'iq') return settled(false);
    const xml = queued.delayed ? queued.xml : withDelay(queued.xml, this.server.domain, at);
    const stanza = { bareJid, xml, kind, type, from, at };
    const intent: OfflineIntent = { do: 'keep', stanza };
    this.#add({ stanza: { ...stanza, intent: this.journal.intent(OFFLINE_INTENTS, intent) }, settled });
  }

  /** As {@link OfflineStore.take}; what was to be kept before is among it. */
  async take(bareJid: string, hand: (stanzas: readonly OfflineStanza[]) => number): Promise<number> {
    await this.idle();
    let [upTo, intent] = [0, 0];
    const handOver = async (stored: readonly StoredOfflineStanza[]) => {
      const before = this.#handedOver.get(bareJid) ?? 0;
      const old = stored.filter(({ seq }) => seq <= before).length;
      const taken = hand(stored.slice(old));
      if (taken === 0) return old;
      upTo = (stored[old + taken - 1] as StoredOfflineStanza).seq;
      const forget: OfflineIntent = { do: 'forget', bareJid, upTo };
      intent = this.journal.intent(OFFLINE_INTENTS, forget);
      // Forgotten there only when it is safe here, and by then known to be handed over.
      await this.#safe();
      return old + taken;
    };
    try {
      const taken = await this.store.take(bareJid, handOver);
      this.journal.intentDone(intent);
      return taken;
    } catch (error) {
      if (intent !== 0) this.#forgetLater(bareJid, upTo, intent);
      throw error;
    }
  }

  /**
   * After a restart: what the journal kept and the store may not have.
   * @param refused told of a stanza the store does not keep
   */
  async recover(intents: readonly Intent[], refused: (stanza: OfflineStanza) => void): Promise<void> {
    const written = await this.store.written(intents.map(({ id }) => id));
    for (const { id, json } of intents) {
      const intent = JSON.parse(json) as OfflineIntent;
      if (intent.do === 'forget') {
        await this.store.forget(intent.bareJid, intent.upTo);
        this.journal.intentDone(id);
      } else if (written.has(id)) this.journal.intentDone(id);
      else {
        const stanza = { ...intent.stanza, intent: id };
        this.#add({ stanza, settled: (kept) => kept || refused(stanza) });
      }
    }
    await this.#safe();
  }

  /** Resolves when all that was to be kept so far is written. */
  async idle(): Promise<void> {
    await this.#safe();
    await this.#written;
  }

  /** With the others of its turn, and of no later one: what is safe is safe by turns. */
  #add(waiting: Waiting): void {
    if (this.#batch === null) {
      const batch: Waiting[] = [];
      this.#batch = batch;
      this.turn.whenSafe(() => this.#flush(batch));
    }
    this.#batch.push(waiting);
  }

  /**
   * One write after another, for what is tried again must not be overtaken. Each takes all that is ready: a store that is slower than
   * our turns would fall behind for ever. There are as many writes as batches, the last ones with nothing left to do, so that
   * whoever waits for what was kept so far does not wait for what comes after it.
   */
  #flush(batch: readonly Waiting[]): void {
    for (let at = 0; at < batch.length; at += AT_ONCE) {
      this.#ready.push(...batch.slice(at, at + AT_ONCE));
      this.#written = this.#written.then(() => this.#write(this.#ready.splice(0, AT_ONCE)));
    }
  }

  #safe(): Promise<void> {
    return new Promise((resolve) => this.turn.whenSafe(resolve));
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    const stanzas = batch.map(({ stanza }) => stanza);
    let refused = await this.#append(stanzas);
    while (refused === 'failed') {
      await new Promise<void>((resolve) => this.loop.after(RETRY_AFTER, resolve));
      refused = await this.#append(stanzas);
    }
    const lost = new Set(refused);
    // At once: whoever takes a stanza after this must not have it written again.
    for (const { stanza } of batch) if (!lost.has(stanza)) this.journal.intentDone(stanza.intent);
    let next = 0;
    this.slices.run(() => {
      const { stanza, settled } = batch[next++] as Waiting;
      const kept = !lost.has(stanza);
      if (!kept) this.journal.intentDone(stanza.intent);
      settled(kept);
      return next < batch.length;
    });
  }

  /** Those that were not kept. Where nothing is lost by trying again, a failure is `failed`; else it refuses them all. */
  async #append(stanzas: readonly OfflineStanza[]): Promise<readonly OfflineStanza[] | 'failed'> {
    try {
      return await this.store.append(stanzas, this.offline.maxMessages);
    } catch (error) {
      this.#logger.error(`${stanzas.length} stanzas could not be kept for the next login: ${String(error)}`);
      return this.journal.recording ? 'failed' : stanzas;
    }
  }

  #forgetLater(bareJid: string, upTo: number, intent: number): void {
    this.#handedOver.set(bareJid, upTo);
    this.loop.after(RETRY_AFTER, () => {
      this.store.forget(bareJid, upTo).then(
        () => {
          if (this.#handedOver.get(bareJid) === upTo) this.#handedOver.delete(bareJid);
          this.journal.intentDone(intent);
        },
        () => this.#forgetLater(bareJid, upTo, intent),
      );
    });
  }
}

/** What was kept, on its way again. */
export const keptStanza = ({ xml, kind, type, from, at }: OfflineStanza): QueuedStanza => ({
  xml,
  bytes: Buffer.byteLength(xml),
  at,
  kind,
  type,
  from,
  delayed: true,
  transient: false,
  noStore: false,
  copy: false,
  ...UNMARKED,
});

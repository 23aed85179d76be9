import { Inject, Injectable, Logger } from '@nestjs/common';
import { type OfflineConfig, offlineNamespace, type ServerConfig, serverNamespace } from '#config';
import { OFFLINE_STORE, type OfflineStanza, type OfflineStore } from '#ports';
import { withDelay } from '#stanza';
import type { QueuedStanza } from '#stream-management';
import { Slices } from './slices.js';

interface Waiting {
  readonly stanza: OfflineStanza;
  readonly settled: (kept: boolean) => void;
}

/** Stanzas kept for the next login (XEP-0160): written in one batch a turn, however many sessions end together. */
@Injectable()
export class OfflineMessages {
  readonly #logger = new Logger('OfflineMessages');
  #batch: Waiting[] = [];

  constructor(
    @Inject(OFFLINE_STORE) private readonly store: OfflineStore,
    @Inject(offlineNamespace.KEY) private readonly offline: OfflineConfig,
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    private readonly slices: Slices,
  ) {}

  /** @param settled told false when the stanza was not kept: the user has too many, is none any more, or the store fails */
  keep(bareJid: string, queued: QueuedStanza, settled: (kept: boolean) => void): void {
    const { kind, type, from, at } = queued;
    if (kind === 'iq') return settled(false);
    const xml = queued.delayed ? queued.xml : withDelay(queued.xml, this.server.domain, at);
    if (this.#batch.length === 0) setImmediate(() => this.#flush());
    this.#batch.push({ stanza: { bareJid, xml, kind, type, from, at }, settled });
  }

  /** As {@link OfflineStore.take}; what was to be kept before is among it. */
  take(bareJid: string, hand: (stanzas: readonly OfflineStanza[]) => number): Promise<number> {
    this.#flush();
    return this.store.take(bareJid, hand);
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length > 0) void this.#write(batch);
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const stanzas = batch.map(({ stanza }) => stanza);
    const refused = new Set(await this.#append(stanzas));
    let next = 0;
    this.slices.run(() => {
      const { stanza, settled } = batch[next++] as Waiting;
      settled(!refused.has(stanza));
      return next < batch.length;
    });
  }

  async #append(stanzas: readonly OfflineStanza[]): Promise<readonly OfflineStanza[]> {
    try {
      return await this.store.append(stanzas, this.offline.maxMessages);
    } catch (error) {
      this.#logger.error(`${stanzas.length} stanzas could not be kept for the next login: ${String(error)}`);
      return stanzas;
    }
  }
}

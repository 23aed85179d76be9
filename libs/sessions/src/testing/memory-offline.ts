import type { OfflineStanza, OfflineStore, StoredOfflineStanza } from '#ports';

/** The port in memory. `gate` holds writes, `broken` fails them. */
export class MemoryOffline implements OfflineStore {
  rows: StoredOfflineStanza[] = [];
  #seq = 0;
  /** Size of each batch appended. */
  readonly batches: number[] = [];
  gate: Promise<void> | undefined;
  broken = false;
  #tail: Promise<unknown> = Promise.resolve();

  append(stanzas: readonly OfflineStanza[], limit: number | null): Promise<OfflineStanza[]> {
    this.batches.push(stanzas.length);
    return this.#inTurn(() => {
      const refused: OfflineStanza[] = [];
      for (const stanza of stanzas) {
        const held = this.rows.filter(({ bareJid }) => bareJid === stanza.bareJid).length;
        if (limit !== null && held >= limit) refused.push(stanza);
        else this.rows.push({ ...stanza, seq: ++this.#seq });
      }
      return refused;
    });
  }

  take(bareJid: string, hand: (stanzas: readonly StoredOfflineStanza[]) => Promise<number>): Promise<number> {
    return this.#inTurn(async () => {
      const own = this.rows.filter((row) => row.bareJid === bareJid);
      if (own.length === 0) return 0;
      const taken = new Set(own.slice(0, await hand(own)));
      this.rows = this.rows.filter((row) => !taken.has(row));
      return taken.size;
    });
  }

  forget(bareJid: string, upTo: number): Promise<void> {
    return this.#inTurn(() => {
      this.rows = this.rows.filter((row) => row.bareJid !== bareJid || row.seq > upTo);
    });
  }

  async written(intents: readonly number[]): Promise<ReadonlySet<number>> {
    return new Set(this.rows.map(({ intent }) => intent).filter((intent) => intents.includes(intent)));
  }

  async count(bareJid: string): Promise<number> {
    return this.rows.filter((row) => row.bareJid === bareJid).length;
  }

  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#tail.then(async () => {
      await this.gate;
      if (this.broken) throw new Error('disk I/O error');
      return work();
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

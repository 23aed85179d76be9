import type { OfflineStanza, OfflineStore, StoredOfflineStanza } from '#ports';

/** The port in memory, without limits: those are the store's own business. `gate` holds what is taken back. */
export class MemoryOffline implements OfflineStore {
  rows: StoredOfflineStanza[] = [];
  #seq = 0;
  #tail: Promise<unknown> = Promise.resolve();
  broken = false;
  gate: Promise<void> | undefined;

  async append(stanzas: readonly OfflineStanza[]): Promise<OfflineStanza[]> {
    this.rows.push(...stanzas.map((stanza) => ({ ...stanza, seq: ++this.#seq })));
    return [];
  }

  take(bareJid: string, hand: (stanzas: readonly StoredOfflineStanza[]) => Promise<number>): Promise<number> {
    const taking = this.#tail.then(async () => {
      // As a database, it answers later.
      await this.gate;
      if (this.broken) throw new Error('disk I/O error');
      const own = this.rows.filter((row) => row.bareJid === bareJid);
      const taken = new Set(own.length === 0 ? [] : own.slice(0, await hand(own)));
      this.rows = this.rows.filter((row) => !taken.has(row));
      return taken.size;
    });
    this.#tail = taking.catch(() => undefined);
    return taking;
  }

  async forget(bareJid: string, upTo: number): Promise<void> {
    this.rows = this.rows.filter((row) => row.bareJid !== bareJid || row.seq > upTo);
  }

  async written(): Promise<ReadonlySet<number>> {
    return new Set();
  }

  async count(bareJid: string): Promise<number> {
    return this.rows.filter((row) => row.bareJid === bareJid).length;
  }
}

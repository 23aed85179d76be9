import type { OfflineStanza, OfflineStore, StoredOfflineStanza } from '#ports';

/** The port in memory, without limits: those are the store's own business. */
export class MemoryOffline implements OfflineStore {
  rows: StoredOfflineStanza[] = [];
  #seq = 0;
  broken = false;

  async append(stanzas: readonly OfflineStanza[]): Promise<OfflineStanza[]> {
    this.rows.push(...stanzas.map((stanza) => ({ ...stanza, seq: ++this.#seq })));
    return [];
  }

  async take(
    bareJid: string,
    hand: (stanzas: readonly StoredOfflineStanza[]) => Promise<number>,
  ): Promise<number> {
    // As a database, it answers later.
    await Promise.resolve();
    if (this.broken) throw new Error('disk I/O error');
    const own = this.rows.filter((row) => row.bareJid === bareJid);
    const taken = new Set(own.length === 0 ? [] : own.slice(0, await hand(own)));
    this.rows = this.rows.filter((row) => !taken.has(row));
    return taken.size;
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

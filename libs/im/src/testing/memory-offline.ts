import type { OfflineStanza, OfflineStore } from '#ports';

/** The port in memory, without limits: those are the store's own business. */
export class MemoryOffline implements OfflineStore {
  rows: OfflineStanza[] = [];
  broken = false;

  async append(stanzas: readonly OfflineStanza[]): Promise<OfflineStanza[]> {
    this.rows.push(...stanzas);
    return [];
  }

  async take(bareJid: string, hand: (stanzas: readonly OfflineStanza[]) => number): Promise<number> {
    // As a database, it answers later.
    await Promise.resolve();
    if (this.broken) throw new Error('disk I/O error');
    const own = this.rows.filter((row) => row.bareJid === bareJid);
    const taken = new Set(own.length === 0 ? [] : own.slice(0, hand(own)));
    this.rows = this.rows.filter((row) => !taken.has(row));
    return taken.size;
  }

  async count(bareJid: string): Promise<number> {
    return this.rows.filter((row) => row.bareJid === bareJid).length;
  }
}

import type { BlockStore } from '#ports';

/** The port in memory; answers later, as a database does. `broken` fails whatever is asked. */
export class MemoryBlocks implements BlockStore {
  rows: { bareJid: string; jid: string }[] = [];
  broken = false;

  async all(): Promise<{ bareJid: string; jid: string }[]> {
    return [...this.rows];
  }

  async add(bareJid: string, jids: readonly string[]): Promise<void> {
    await this.#answer();
    await this.remove(bareJid, jids);
    this.rows.push(...jids.map((jid) => ({ bareJid, jid })));
  }

  async remove(bareJid: string, jids: readonly string[] | null): Promise<void> {
    await this.#answer();
    this.rows = this.rows.filter((row) => row.bareJid !== bareJid || !(jids?.includes(row.jid) ?? true));
  }

  async #answer(): Promise<void> {
    await Promise.resolve();
    if (this.broken) throw new Error('disk I/O error');
  }
}

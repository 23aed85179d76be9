import type { OldSession, OldSessionStore } from '#ports';

/** The port in memory, rows in the order they ended. `gate` holds writes, `broken` fails whatever is asked. */
export class MemoryOldSessions implements OldSessionStore {
  rows: OldSession[] = [];
  /** Size of each batch written. */
  readonly batches: number[] = [];
  gate: Promise<void> | undefined;
  broken = false;

  async remember(rows: readonly OldSession[], keep: (bareJid: string) => number | null): Promise<void> {
    this.batches.push(rows.length);
    await this.gate;
    this.#mayWork();
    this.rows.push(...rows);
    for (const bareJid of new Set(rows.map((row) => row.bareJid))) await this.trim(bareJid, keep(bareJid));
  }

  async find(smIdHash: string): Promise<OldSession | undefined> {
    this.#mayWork();
    return this.rows.find((row) => row.smIdHash === smIdHash);
  }

  /** Nobody in this library reads the list. */
  async list() {
    return { items: [], next: null, total: 0 };
  }

  async count(): Promise<number> {
    this.#mayWork();
    return this.rows.length;
  }

  async countsByUser(after: string, limit: number) {
    const users = [...new Set(this.rows.map(({ bareJid }) => bareJid))].sort().filter((jid) => jid > after);
    const counted = users
      .slice(0, limit)
      .map(async (bareJid) => ({ bareJid, count: await this.countByUser(bareJid) }));
    return Promise.all(counted);
  }

  async countByUser(bareJid: string): Promise<number> {
    this.#mayWork();
    return this.rows.filter((row) => row.bareJid === bareJid).length;
  }

  async forget(sessionId: string): Promise<boolean> {
    return this.#keep((row) => row.sessionId !== sessionId) > 0;
  }

  async forgetUser(bareJid: string): Promise<number> {
    return this.#keep((row) => row.bareJid !== bareJid);
  }

  async trim(bareJid: string, keep: number | null): Promise<number> {
    const own = this.rows.filter((row) => row.bareJid === bareJid);
    const over = new Set(keep === null ? [] : own.slice(0, Math.max(0, own.length - keep)));
    return this.#keep((row) => !over.has(row));
  }

  async purge(endedBefore: number): Promise<number> {
    return this.#keep((row) => row.endedAt >= endedBefore);
  }

  #keep(wanted: (row: OldSession) => boolean): number {
    const before = this.rows.length;
    this.rows = this.rows.filter(wanted);
    return before - this.rows.length;
  }

  #mayWork(): void {
    if (this.broken) throw new Error('disk I/O error');
  }
}

import type { ContactChange, RosterStore, StoredContact } from '#ports';

/** The port in memory, of accounts that all exist but those in {@link strangers}; answers later, as a database does. */
export class MemoryRosters implements RosterStore {
  readonly rows = new Map<string, Map<string, StoredContact>>();
  readonly strangers = new Set(['nobody@localhost']);
  broken: 'load' | 'write' | null = null;
  /** How often it was asked, by what. */
  readonly asked = { load: 0, write: 0 };

  async load(owners: readonly string[]): Promise<Map<string, StoredContact[]>> {
    this.asked.load++;
    const rosters = new Map<string, StoredContact[]>();
    for (const owner of owners)
      if (!this.strangers.has(owner)) rosters.set(owner, [...(this.rows.get(owner)?.values() ?? [])]);
    await this.#answer('load');
    return rosters;
  }

  async write(changes: readonly ContactChange[]): Promise<void> {
    this.asked.write++;
    await this.#answer('write');
    for (const { owner, ...contact } of changes) {
      if (this.strangers.has(owner)) continue;
      const contacts = this.rows.get(owner) ?? new Map<string, StoredContact>();
      this.rows.set(owner, contacts);
      if (contact.listed || contact.request !== null) contacts.set(contact.jid, contact);
      else contacts.delete(contact.jid);
    }
  }

  /** The two see each other's presence. */
  befriend(one: string, other: string): void {
    for (const [owner, jid] of [
      [one, other],
      [other, one],
    ] as const)
      this.put(owner, { jid, subscription: 'both' });
  }

  put(owner: string, contact: Partial<StoredContact> & { jid: string }): void {
    const contacts = this.rows.get(owner) ?? new Map<string, StoredContact>();
    this.rows.set(owner, contacts);
    const plain = { listed: true, name: '', groups: [], ask: false, approved: false, request: null };
    contacts.set(contact.jid, { ...plain, subscription: 'none', ...contact });
  }

  /** An item of a roster as it is stored. */
  get(owner: string, jid: string): StoredContact | undefined {
    return this.rows.get(owner)?.get(jid);
  }

  async #answer(what: 'load' | 'write'): Promise<void> {
    await Promise.resolve();
    if (this.broken === what) throw new Error('disk I/O error');
  }
}

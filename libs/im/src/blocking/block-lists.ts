import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { bareOf, type Jid, parseJid } from '#jid';
import { ACCOUNT_STORE, type AccountStore, BLOCK_STORE, type BlockStore } from '#ports';

/**
 * Whom every user has blocked (XEP-0191), held in memory: each stanza is held against two lists, and nobody waits for a
 * database on the way. What is not blocked costs two look-ups, and nothing where nobody has blocked anybody.
 */
@Injectable()
export class BlockLists implements OnModuleInit {
  readonly #lists = new Map<string, Set<string>>();

  constructor(
    @Inject(BLOCK_STORE) private readonly store: BlockStore,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const { bareJid, jid } of await this.store.all()) this.#put(bareJid, jid);
    this.accounts.onRemoved((bareJid) => this.#lists.delete(bareJid));
  }

  /** In the order in which they were blocked. */
  of(bareJid: string): readonly string[] {
    return [...(this.#lists.get(bareJid) ?? [])];
  }

  size(bareJid: string): number {
    return this.#lists.get(bareJid)?.size ?? 0;
  }

  /** Whether this account has blocked that address, by any form of it. */
  has(bareJid: string, other: Jid): boolean {
    const list = this.#lists.get(bareJid);
    return list !== undefined && matches(list, other);
  }

  /** Whether one of the two accounts has blocked the other, as far as these full JIDs are concerned. */
  separates(one: string, other: string): boolean {
    if (this.#lists.size === 0) return false;
    const lists = [this.#lists.get(bareOf(one)), this.#lists.get(bareOf(other))] as const;
    if (lists[0] === undefined && lists[1] === undefined) return false;
    const [a, b] = [parseJid(one), parseJid(other)];
    if (a === undefined || b === undefined || a.bare === b.bare) return false;
    return (
      (lists[0] !== undefined && matches(lists[0], b)) || (lists[1] !== undefined && matches(lists[1], a))
    );
  }

  /** In memory only. Answers which were not blocked before. */
  add(bareJid: string, jids: readonly string[]): string[] {
    return jids.filter((jid) => this.#put(bareJid, jid));
  }

  /** In memory only. Answers which were blocked before. @param jids null: all */
  remove(bareJid: string, jids: readonly string[] | null): string[] {
    const list = this.#lists.get(bareJid);
    if (list === undefined) return [];
    const gone = (jids ?? [...list]).filter((jid) => list.delete(jid));
    if (list.size === 0) this.#lists.delete(bareJid);
    return gone;
  }

  #put(bareJid: string, jid: string): boolean {
    const list = this.#lists.get(bareJid) ?? new Set<string>();
    const fresh = !list.has(jid);
    this.#lists.set(bareJid, list.add(jid));
    return fresh;
  }
}

/** XEP-0191 §6: user@domain/resource, user@domain, domain/resource, domain. */
function matches(list: ReadonlySet<string>, { full, bare, domain, resource }: Jid): boolean {
  if (list.has(full) || list.has(bare) || list.has(domain)) return true;
  return resource !== null && list.has(`${domain}/${resource}`);
}

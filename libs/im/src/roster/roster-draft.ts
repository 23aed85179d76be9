import type { ContactChange, StoredContact } from '#ports';
import { stranger } from './contact.js';
import type { Roster } from './roster.js';

type Contacts = Map<string, StoredContact>;

/** Rosters as they will be once a batch of changes is written; the rosters in memory stay as they are meanwhile. */
export class RosterDraft {
  readonly #kept = new Map<string, Contacts>();
  /** Of the change that is being made; nothing of it is left when that fails. */
  #own = new Map<string, Contacts>();

  constructor(private readonly rosterOf: (owner: string) => Roster | undefined) {}

  /** There is such an account. */
  has(owner: string): boolean {
    return this.rosterOf(owner) !== undefined;
  }

  /** A stranger where nothing is known. */
  get(owner: string, jid: string): StoredContact {
    const drafted = this.#own.get(owner)?.get(jid) ?? this.#kept.get(owner)?.get(jid);
    return drafted ?? this.rosterOf(owner)?.get(jid) ?? stranger(jid);
  }

  put(owner: string, contact: StoredContact): void {
    const contacts = this.#own.get(owner);
    if (contacts === undefined) this.#own.set(owner, new Map([[contact.jid, contact]]));
    else contacts.set(contact.jid, contact);
  }

  /** How many contacts of an account are listed, and how many wait for an answer. */
  count(owner: string): { listed: number; requested: number } {
    const roster = this.rosterOf(owner);
    let [listed, requested] = [roster?.listed ?? 0, roster?.requested ?? 0];
    const drafted = new Map([...(this.#kept.get(owner) ?? []), ...(this.#own.get(owner) ?? [])]);
    for (const [jid, after] of drafted) {
      const before = roster?.get(jid);
      listed += Number(after.listed) - Number(before?.listed ?? false);
      requested += Number(after.request !== null) - Number((before?.request ?? null) !== null);
    }
    return { listed, requested };
  }

  /** Ends one change: what it put is part of the batch. */
  keep(): ContactChange[] {
    const changes = changesOf(this.#own);
    for (const { owner, ...contact } of changes) {
      const contacts = this.#kept.get(owner) ?? new Map<string, StoredContact>();
      contacts.set(contact.jid, contact);
      this.#kept.set(owner, contacts);
    }
    this.#own = new Map();
    return changes;
  }

  /** Ends one change that failed. */
  discard(): void {
    this.#own = new Map();
  }

  /** Everything that was kept, each contact once. */
  changes(): ContactChange[] {
    return changesOf(this.#kept);
  }
}

function changesOf(drafted: ReadonlyMap<string, Contacts>): ContactChange[] {
  const changes: ContactChange[] = [];
  for (const [owner, contacts] of drafted)
    for (const contact of contacts.values()) changes.push({ owner, ...contact });
  return changes;
}

import type { StoredContact } from '#ports';
import { seenByContact, seesContact } from '#routing';
import { looksTheSame } from './contact.js';
import { RosterVersion } from './roster-version.js';

/** An account's contacts in memory, as they are stored: whoever changes them writes first. */
export class Roster {
  readonly #contacts = new Map<string, StoredContact>();
  readonly #subscribers = new Set<string>();
  readonly #watched = new Set<string>();
  readonly #requests = new Set<string>();
  #listed = 0;
  /** Reckoned when somebody first asks. */
  #version: RosterVersion | null = null;

  constructor(contacts: readonly StoredContact[]) {
    for (const contact of contacts) this.put(contact);
  }

  get(jid: string): StoredContact | undefined {
    return this.#contacts.get(jid);
  }

  /** Contacts that get the owner's presence. */
  get subscribers(): ReadonlySet<string> {
    return this.#subscribers;
  }

  /** Contacts whose presence the owner gets. */
  get watched(): ReadonlySet<string> {
    return this.#watched;
  }

  /** How many items the owner's clients see. */
  get listed(): number {
    return this.#listed;
  }

  /** How many contacts wait for an answer. */
  get requested(): number {
    return this.#requests.size;
  }

  get version(): string {
    if (this.#version === null) {
      this.#version = new RosterVersion();
      for (const contact of this.#contacts.values()) if (contact.listed) this.#version.toggle(contact);
    }
    return this.#version.toString();
  }

  /** What the owner's clients see. */
  *items(): Generator<StoredContact> {
    for (const contact of this.#contacts.values()) if (contact.listed) yield contact;
  }

  /** The stanzas of those who wait for an answer (RFC 6121 §3.1.3). */
  *requests(): Generator<string> {
    for (const jid of this.#requests) {
      const request = this.#contacts.get(jid)?.request;
      if (typeof request === 'string') yield request;
    }
  }

  /** Replaces what was known of this contact; one that is neither listed nor waiting is forgotten. */
  put(contact: StoredContact): void {
    const { jid, listed, request } = contact;
    const before = this.#contacts.get(jid);
    if (this.#version !== null && !(before && looksTheSame(before, contact))) {
      if (before?.listed) this.#version.toggle(before);
      if (listed) this.#version.toggle(contact);
    }
    this.#listed += Number(listed) - Number(before?.listed ?? false);
    if (listed || request !== null) this.#contacts.set(jid, contact);
    else this.#contacts.delete(jid);
    mark(this.#subscribers, jid, seenByContact(contact));
    mark(this.#watched, jid, seesContact(contact));
    mark(this.#requests, jid, request !== null);
  }
}

function mark(set: Set<string>, jid: string, belongs: boolean): void {
  if (belongs) set.add(jid);
  else set.delete(jid);
}

import { Injectable } from '@nestjs/common';
import type { Session } from './session.js';

const NONE: readonly Session[] = [];

/** Fewer gaps than this are not worth copying the list for. */
const COMPACT_AT = 1024;

/** Every session there is: by id, by hash of its smId, by user, and in order of opening for paging. */
@Injectable()
export class SessionRegistry {
  readonly #byId = new Map<string, Session>();
  readonly #bySmId = new Map<string, Session>();
  readonly #byUser = new Map<string, readonly Session[]>();
  /** By full JID the sessions that left routing and whose stanzas have not all met their fates. */
  readonly #leaving = new Map<string, Session>();
  /** Ids grow with time, so opening order is id order. An ended session leaves its id until the next compaction. */
  #ordered: (Session | string)[] = [];
  #gaps = 0;

  get size(): number {
    return this.#byId.size;
  }

  find(id: string): Session | undefined {
    return this.#byId.get(id);
  }

  findBySmIdHash(hash: string): Session | undefined {
    return this.#bySmId.get(hash);
  }

  /** Routable sessions of a bare JID, in order of opening. The list never changes: whoever walks it may end sessions. */
  ofUser(bareJid: string): readonly Session[] {
    return this.#byUser.get(bareJid) ?? NONE;
  }

  findByFullJid(bareJid: string, resource: string): Session | undefined {
    for (const session of this.ofUser(bareJid)) if (session.resource === resource) return session;
    return undefined;
  }

  /** The session that had this full JID last and is not over yet. */
  findLeaving(fullJid: string): Session | undefined {
    return this.#leaving.get(fullJid);
  }

  add(session: Session): void {
    this.#byId.set(session.id, session);
    const last = this.#ordered.at(-1);
    // Only where the clock went back over a restart.
    if (last !== undefined && (typeof last === 'string' ? last : last.id) > session.id)
      this.#ordered.splice(this.#indexAfter(session.id), 0, session);
    else this.#ordered.push(session);
    this.#byUser.set(session.bareJid, [...this.ofUser(session.bareJid), session]);
  }

  nameResumable(session: Session, smIdHash: string): void {
    this.#bySmId.set(smIdHash, session);
  }

  /** Out of routing, still found by id and smId until {@link remove}. Idempotent. */
  unroute(session: Session): void {
    const before = this.ofUser(session.bareJid);
    const rest = before.filter((other) => other !== session);
    if (rest.length < before.length) this.#leaving.set(session.fullJid, session);
    if (rest.length === 0) this.#byUser.delete(session.bareJid);
    else this.#byUser.set(session.bareJid, rest);
  }

  remove(session: Session): void {
    this.unroute(session);
    if (this.#leaving.get(session.fullJid) === session) this.#leaving.delete(session.fullJid);
    if (session.sm?.smIdHash) this.#bySmId.delete(session.sm.smIdHash);
    if (!this.#byId.delete(session.id)) return;
    this.#ordered[this.#indexAfter(session.id) - 1] = session.id;
    this.#gaps++;
    if (this.#gaps > COMPACT_AT && this.#gaps * 2 > this.#ordered.length) {
      this.#ordered = this.#ordered.filter((entry) => typeof entry !== 'string');
      this.#gaps = 0;
    }
  }

  /** Sessions opened after the one with id `after`, oldest first. */
  *from(after: string | undefined): Generator<Session> {
    for (let i = after === undefined ? 0 : this.#indexAfter(after); i < this.#ordered.length; i++) {
      const entry = this.#ordered[i] as Session | string;
      if (typeof entry !== 'string') yield entry;
    }
  }

  /** At most `count` sessions opened after the one with id `behind`, or before it where `backwards`, in that order. */
  some(behind: string | undefined, count: number, backwards: boolean): Session[] {
    const found: Session[] = [];
    const step = backwards ? -1 : 1;
    let i = backwards ? this.#ordered.length - 1 : 0;
    if (behind !== undefined) i = backwards ? this.#indexOf(behind) - 1 : this.#indexAfter(behind);
    for (; i >= 0 && i < this.#ordered.length && found.length < count; i += step) {
      const entry = this.#ordered[i] as Session | string;
      if (typeof entry !== 'string') found.push(entry);
    }
    return found;
  }

  /** Bare JIDs with routable sessions; who comes while they are read may be among them, and one who left and came back twice. */
  users(): IterableIterator<string> {
    return this.#byUser.keys();
  }

  all(): IterableIterator<Session> {
    return this.#byId.values();
  }

  /** Index of an id, or of the first that is greater. */
  #indexOf(id: string): number {
    const after = this.#indexAfter(id);
    const before = this.#ordered[after - 1];
    if (before === undefined) return after;
    return (typeof before === 'string' ? before : before.id) === id ? after - 1 : after;
  }

  /** First index whose id is greater. Gaps keep their ids, so that looking costs the same however many there are. */
  #indexAfter(id: string): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.#ordered[middle] as Session | string;
      if ((typeof entry === 'string' ? entry : entry.id) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

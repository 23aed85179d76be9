import { Injectable } from '@nestjs/common';
import type { Session } from './session.js';

const NONE: readonly Session[] = [];

/** Every session there is: by id, by hash of its smId, by user, and in order of opening for paging. */
@Injectable()
export class SessionRegistry {
  readonly #byId = new Map<string, Session>();
  readonly #bySmId = new Map<string, Session>();
  readonly #byUser = new Map<string, Session[]>();
  /** Ids grow with time, so opening order is id order. Ended sessions leave a gap until the next compaction. */
  #ordered: (Session | undefined)[] = [];
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

  /** Routable sessions of a bare JID, in order of opening. */
  ofUser(bareJid: string): readonly Session[] {
    return this.#byUser.get(bareJid) ?? NONE;
  }

  findByFullJid(bareJid: string, resource: string): Session | undefined {
    for (const session of this.ofUser(bareJid)) if (session.resource === resource) return session;
    return undefined;
  }

  add(session: Session): void {
    this.#byId.set(session.id, session);
    this.#ordered.push(session);
    const list = this.#byUser.get(session.bareJid);
    if (list === undefined) this.#byUser.set(session.bareJid, [session]);
    else list.push(session);
  }

  nameResumable(session: Session, smIdHash: string): void {
    this.#bySmId.set(smIdHash, session);
  }

  /** Out of routing, still found by id and smId until {@link remove}. Idempotent. */
  unroute(session: Session): void {
    const list = this.#byUser.get(session.bareJid);
    const at = list?.indexOf(session) ?? -1;
    if (list === undefined || at < 0) return;
    if (list.length === 1) this.#byUser.delete(session.bareJid);
    else list.splice(at, 1);
  }

  remove(session: Session): void {
    this.unroute(session);
    if (session.sm?.smIdHash) this.#bySmId.delete(session.sm.smIdHash);
    if (!this.#byId.delete(session.id)) return;
    let at = this.#indexAfter(session.id) - 1;
    while (this.#ordered[at] === undefined) at--;
    this.#ordered[at] = undefined;
    this.#gaps++;
    if (this.#gaps > 1024 && this.#gaps * 2 > this.#ordered.length) {
      this.#ordered = this.#ordered.filter((s) => s !== undefined);
      this.#gaps = 0;
    }
  }

  /** Sessions opened after the one with id `after`, oldest first. */
  *from(after: string | undefined): Generator<Session> {
    for (let i = after === undefined ? 0 : this.#indexAfter(after); i < this.#ordered.length; i++) {
      const session = this.#ordered[i];
      if (session !== undefined) yield session;
    }
  }

  all(): IterableIterator<Session> {
    return this.#byId.values();
  }

  /** First index whose id is greater; gaps are stepped over to the next session on their left. */
  #indexAfter(id: string): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      let probe = middle;
      while (probe >= low && this.#ordered[probe] === undefined) probe--;
      const session = probe >= low ? this.#ordered[probe] : undefined;
      if (session === undefined || session.id <= id) low = middle + 1;
      else high = probe;
    }
    return low;
  }
}

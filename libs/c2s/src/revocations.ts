import { Inject, Injectable } from '@nestjs/common';
import { type C2sConfig, c2sNamespace } from '#config';
import { CLOCK, type Clock } from '#ports';
import { SessionEvents } from '#sessions';

/** A moment before, at or after which accounts were revoked; it only grows. */
export type RevocationMark = number;

/**
 * Accounts that were disabled, removed or given another password a moment ago. Such an account's sessions are ended when
 * it happens, but a stream that has authenticated and not bound yet has no session: it asks here when it binds or
 * resumes. So a login needs no second look into the database; and nothing is remembered for longer than a stream may
 * take to bind.
 */
@Injectable()
export class Revocations {
  #mark: RevocationMark = 0;
  /** In order of time. */
  readonly #recent = new Map<string, { readonly mark: RevocationMark; readonly at: number }>();

  constructor(
    events: SessionEvents,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(c2sNamespace.KEY) private readonly c2s: C2sConfig,
  ) {
    events.on('account-revoked', ({ bareJid }) => this.#revoke(bareJid));
  }

  /** To be taken before the account is looked up. */
  get mark(): RevocationMark {
    return this.#mark;
  }

  /** Accounts that are remembered. */
  get size(): number {
    return this.#recent.size;
  }

  since(mark: RevocationMark, bareJid: string): boolean {
    return (this.#recent.get(bareJid)?.mark ?? 0) > mark;
  }

  #revoke(bareJid: string): void {
    const at = this.clock.monotonic();
    this.#recent.delete(bareJid);
    this.#recent.set(bareJid, { mark: ++this.#mark, at });
    for (const [other, revoked] of this.#recent) {
      if (at - revoked.at <= 2 * this.c2s.authTimeout) break;
      this.#recent.delete(other);
    }
  }
}

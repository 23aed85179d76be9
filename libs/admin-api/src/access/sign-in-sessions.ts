import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '#contracts';
import { CLOCK, type Clock } from '#ports';

export const ABSOLUTE_LIFETIME = 12 * 3_600_000;
export const IDLE_LIFETIME = 2 * 3_600_000;
/** More than this and the one idle for longest is signed out: memory stays bounded whoever signs in how often. */
const MAX_SESSIONS = 1000;

/** Someone signed in to the dashboard. Not to be confused with an XMPP session. */
export interface SignedIn {
  /** SHA-256 of the cookie, base64url: what the server keeps, since the cookie itself is a secret. */
  readonly key: string;
  readonly username: string;
  readonly role: Role;
  readonly csrfToken: string;
}

interface Entry extends SignedIn {
  readonly startedAt: number;
  lastUsedAt: number;
}

/** Who is signed in, in memory: a restart signs everyone out, a stolen database signs nobody in. */
@Injectable()
export class SignInSessions {
  /** Ordered by last use. */
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<(key: string) => void>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Makes a new session; the returned cookie (256 bits, base64url) is known to nobody else afterwards. */
  begin(username: string, role: Role): { cookie: string; signedIn: SignedIn } {
    const cookie = randomBytes(32).toString('base64url');
    const csrfToken = randomBytes(32).toString('base64url');
    const now = this.clock.monotonic();
    const entry: Entry = { key: keyOf(cookie), username, role, csrfToken, startedAt: now, lastUsedAt: now };
    this.entries.set(entry.key, entry);
    const idlest = this.entries.keys().next().value;
    if (this.entries.size > MAX_SESSIONS && idlest !== undefined) this.end(idlest);
    return { cookie, signedIn: entry };
  }

  /** Who the cookie belongs to; counts as use, so the idle time starts again. */
  use(cookie: string | undefined): SignedIn | undefined {
    const entry = cookie === undefined ? undefined : this.live(keyOf(cookie));
    if (entry === undefined) return undefined;
    entry.lastUsedAt = this.clock.monotonic();
    this.entries.delete(entry.key);
    this.entries.set(entry.key, entry);
    return entry;
  }

  /** Ends those whose time has run out. An open dashboard that only watches uses nothing, so it goes idle too. */
  purge(): void {
    for (const key of [...this.entries.keys()]) this.live(key);
  }

  end(key: string): void {
    if (!this.entries.delete(key)) return;
    for (const listener of this.listeners) listener(key);
  }

  /** Signs a user out everywhere, e.g. because the password was changed. */
  endAllOf(username: string): void {
    for (const entry of [...this.entries.values()]) if (entry.username === username) this.end(entry.key);
  }

  /** Called with the key of each session that ended; returns the way to stop. */
  onEnd(listener: (key: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private live(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    const now = this.clock.monotonic();
    if (now - entry.startedAt < ABSOLUTE_LIFETIME && now - entry.lastUsedAt < IDLE_LIFETIME) return entry;
    this.end(key);
    return undefined;
  }
}

function keyOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}

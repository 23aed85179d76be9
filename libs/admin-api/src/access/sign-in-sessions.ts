import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Right, Role, Via } from '#contracts';
import { CLOCK, type Clock } from '#ports';

export const ABSOLUTE_LIFETIME = 12 * 3_600_000;
export const IDLE_LIFETIME = 2 * 3_600_000;
/** More than this and the one idle for longest is signed out: memory stays bounded whoever signs in how often. */
const MAX_SESSIONS = 1000;
const MAX_AGENT = 256;

/** Someone signed in to the dashboard. Not to be confused with an XMPP session. */
export interface SignedIn {
  /** SHA-256 of the cookie, base64url: what the server keeps, since the cookie itself is a secret. */
  readonly key: string;
  /** For lists; unlike the key it has nothing to do with the cookie. */
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly rights: readonly Right[];
  readonly via: Via;
  readonly csrfToken: string;
  readonly address: string;
  readonly agent: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly lastSeenAt: number;
}

/** What a sign-in knows besides name and role. */
export type SignInOrigin = Partial<Pick<SignedIn, 'rights' | 'via' | 'address' | 'agent'>>;

interface Entry {
  signedIn: SignedIn;
  /** Monotonic, so that a clock set back lengthens nobody's stay. */
  readonly begun: number;
  lastUsed: number;
}

/** Who is signed in, in memory: a restart signs everyone out, a stolen database signs nobody in. */
@Injectable()
export class SignInSessions {
  /** Ordered by last use. */
  private readonly entries = new Map<string, Entry>();
  private readonly endListeners = new Set<(key: string) => void>();
  private readonly changeListeners = new Set<(signedIn: SignedIn) => void>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Makes a new session; the returned cookie (256 bits, base64url) is known to nobody else afterwards. */
  begin(username: string, role: Role, origin: SignInOrigin = {}): { cookie: string; signedIn: SignedIn } {
    const cookie = randomBytes(32).toString('base64url');
    const { rights = [], via = 'password', address = '', agent = '' } = origin;
    const [now, at] = [this.clock.monotonic(), this.clock.now()];
    const signedIn: SignedIn = {
      key: keyOf(cookie),
      id: randomBytes(9).toString('base64url'),
      ...{ username, role, rights, via, address, agent: agent.slice(0, MAX_AGENT) },
      csrfToken: randomBytes(32).toString('base64url'),
      ...{ startedAt: at, lastSeenAt: at },
    };
    this.entries.set(signedIn.key, { signedIn, begun: now, lastUsed: now });
    const idlest = this.entries.keys().next().value;
    if (this.entries.size > MAX_SESSIONS && idlest !== undefined) this.end(idlest);
    return { cookie, signedIn };
  }

  /** Who the cookie belongs to; counts as use, so the idle time starts again. */
  use(cookie: string | undefined): SignedIn | undefined {
    const entry = cookie === undefined ? undefined : this.live(keyOf(cookie));
    if (entry === undefined) return undefined;
    entry.lastUsed = this.clock.monotonic();
    entry.signedIn = { ...entry.signedIn, lastSeenAt: this.clock.now() };
    this.entries.delete(entry.signedIn.key);
    this.entries.set(entry.signedIn.key, entry);
    return entry.signedIn;
  }

  /** As it is now, with the role of now; does not count as use. */
  find(key: string): SignedIn | undefined {
    return this.live(key)?.signedIn;
  }

  /** Newest first. */
  list(): SignedIn[] {
    this.purge();
    return [...this.entries.values()]
      .map(({ signedIn }) => signedIn)
      .sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Ends those whose time has run out. An open dashboard that only watches uses nothing, so it goes idle too. */
  purge(): void {
    for (const key of [...this.entries.keys()]) this.live(key);
  }

  end(key: string): void {
    if (!this.entries.delete(key)) return;
    for (const listener of this.endListeners) listener(key);
  }

  /** Signs a local account out everywhere, e.g. because the password was changed; `but` may stay. */
  endAllOf(username: string, but?: string | null): void {
    for (const { signedIn } of this.ofAccount(username)) if (signedIn.key !== but) this.end(signedIn.key);
  }

  /** Gives those who are signed in with a local account its new role and rights, at once. */
  change(username: string, changed: Partial<Pick<SignedIn, 'role' | 'rights'>>): void {
    for (const entry of this.ofAccount(username)) {
      entry.signedIn = { ...entry.signedIn, ...changed };
      for (const listener of this.changeListeners) listener(entry.signedIn);
    }
  }

  /** Called with the key of each session that ended; returns the way to stop. */
  onEnd(listener: (key: string) => void): () => void {
    this.endListeners.add(listener);
    return () => this.endListeners.delete(listener);
  }

  /** Called with each session whose role or rights changed; returns the way to stop. */
  onChange(listener: (signedIn: SignedIn) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  private ofAccount(username: string): Entry[] {
    return [...this.entries.values()].filter(({ signedIn }) => signedIn.username === username);
  }

  private live(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    const now = this.clock.monotonic();
    if (now - entry.begun < ABSOLUTE_LIFETIME && now - entry.lastUsed < IDLE_LIFETIME) return entry;
    this.end(key);
    return undefined;
  }
}

function keyOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}

import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';

/** Failures before a lock: of one user name from one address, of all user names from one address, of one user name from anywhere. */
const PER_USER = 5;
const PER_ADDRESS = 50;
const PER_ACCOUNT = 100;
const FIRST_LOCK = 30_000;
const LONGEST_LOCK = 3_600_000;
/** Shorter, because here strangers lock out the account's owner; who has signed in from where they are is let past it. */
const LONGEST_ACCOUNT_LOCK = 900_000;
/** Failures this long ago no longer count. */
const FORGET_AFTER = 6 * 3_600_000;
const MAX_ENTRIES = 10_000;
const MAX_KNOWN = 1000;

interface Failures {
  count: number;
  lastAt: number;
  lockedUntil: number;
}

/** One sign-in attempt that was let through; it counts as failed until told otherwise. */
export interface Attempt {
  succeeded(): void;
  /** Neither success nor failure: it is as if it had not been made. */
  undecided(): void;
}

/** Slows down password guessing: after a few failures each further one locks twice as long as the one before. */
@Injectable()
export class SignInBrake {
  /** Ordered by last failure, so that the table can drop the one quiet for longest when it is full. */
  private readonly table = new Map<string, Failures>();
  /** Who has signed in from which network, oldest first. */
  private readonly known = new Set<string>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  get size(): number {
    return this.table.size;
  }

  /** The attempt is counted before the password is checked: a thousand guesses sent at once are not a thousand free ones.
   *  Answers the milliseconds to wait when locked; such an attempt is not counted. */
  begin(username: string, address: string): Attempt | { readonly waitFor: number } {
    const network = networkOf(address);
    const user = `${network} ${username}`;
    const account = `* ${username}`;
    const strange = this.known.has(user) ? 0 : this.lockOf(account);
    const waitFor = Math.max(this.lockOf(user), this.lockOf(network), strange);
    if (waitFor > 0) return { waitFor };
    this.count(user, PER_USER);
    this.count(network, PER_ADDRESS);
    this.count(account, PER_ACCOUNT, LONGEST_ACCOUNT_LOCK);
    return {
      succeeded: () => {
        this.table.delete(user);
        this.uncount(network);
        this.uncount(account);
        this.remember(user);
      },
      undecided: () => {
        for (const key of [user, network, account]) this.uncount(key);
      },
    };
  }

  /** Milliseconds that nothing from this address is taken; for what has no user name to guess at. */
  lockOfAddress(address: string): number {
    return this.lockOf(networkOf(address));
  }

  /** Counts a failure of what has no user name. */
  failed(address: string): void {
    this.count(networkOf(address), PER_ADDRESS);
  }

  private remember(user: string): void {
    this.known.delete(user);
    this.known.add(user);
    const oldest = this.known.values().next().value;
    if (this.known.size > MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
  }

  private lockOf(key: string): number {
    const entry = this.table.get(key);
    return entry === undefined ? 0 : Math.max(0, entry.lockedUntil - this.clock.monotonic());
  }

  private count(key: string, allowed: number, longest = LONGEST_LOCK): void {
    const now = this.clock.monotonic();
    const known = this.table.get(key);
    const count = known !== undefined && now - known.lastAt < FORGET_AFTER ? known.count + 1 : 1;
    const lock = count < allowed ? 0 : Math.min(longest, FIRST_LOCK * 2 ** (count - allowed));
    this.table.delete(key);
    this.table.set(key, { count, lastAt: now, lockedUntil: now + lock });
    const quietest = this.table.keys().next().value;
    if (this.table.size > MAX_ENTRIES && quietest !== undefined) this.table.delete(quietest);
  }

  private uncount(key: string): void {
    const entry = this.table.get(key);
    if (entry === undefined) return;
    entry.count -= 1;
    entry.lockedUntil = 0;
    if (entry.count <= 0) this.table.delete(key);
  }
}

/** Who holds one IPv6 address usually holds its whole /64, so that is what counts. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [left = [], right = []] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}

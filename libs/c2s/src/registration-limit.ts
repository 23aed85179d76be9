import { isIPv6 } from 'node:net';
import type { Clock } from '#ports';

const HOUR = 3_600_000;

/** Addresses remembered at most; beyond that the one that began first is forgotten. */
const MAX_ADDRESSES = 10_000;

/** How often an address has tried to register within the hour that began with its first try. */
export class RegistrationLimit {
  /** By address, in order of their beginnings (monotonic ms). */
  readonly #tries = new Map<string, { readonly since: number; count: number }>();

  /** @param perHour asked at each try: it can be changed while the server runs */
  constructor(
    private readonly perHour: () => number,
    private readonly clock: Clock,
  ) {}

  /** Counts a try; false when there were too many already. */
  allows(address: string): boolean {
    const now = this.clock.monotonic();
    for (const [key, { since }] of this.#tries) {
      if (now - since < HOUR && this.#tries.size < MAX_ADDRESSES) break;
      this.#tries.delete(key);
    }
    const key = network(address);
    const tries = this.#tries.get(key);
    if (tries === undefined) {
      this.#tries.set(key, { since: now, count: 1 });
      return true;
    }
    return ++tries.count <= this.perHour();
  }
}

/** A single host commands a whole IPv6 network of 64 bits (RFC 4291 §2.5.4), so that counts as one address. */
export function network(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

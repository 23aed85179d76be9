import { randomBytes } from 'node:crypto';
import type { Clock, Ids } from '#ports';

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** Ids of the real world. */
export class SystemIds implements Ids {
  #last = 0;
  #serial = 0;

  /** 192 random bits, URL-safe (R22). */
  smId(): string {
    return randomBytes(24).toString('base64url');
  }

  /** Grows with time, so that opening order is id order: 9 characters of milliseconds, 4 of a serial, 3 of chance. */
  sessionId(): string {
    const now = Math.max(Date.now(), this.#last);
    this.#serial = now === this.#last ? this.#serial + 1 : 0;
    this.#last = now;
    const chance = randomBytes(2).readUInt16BE() % 46_656;
    return [
      now.toString(36).padStart(9, '0'),
      this.#serial.toString(36).padStart(4, '0'),
      chance.toString(36).padStart(3, '0'),
    ].join('');
  }

  token(): string {
    return randomBytes(12).toString('base64url');
  }
}

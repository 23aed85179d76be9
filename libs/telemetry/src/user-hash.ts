import { createHmac } from 'node:crypto';

/**
 * What stands for a user in telemetry: 16 hex characters, the same for the same bare JID and key. Keyed, because JIDs can
 * be guessed and a plain hash confirms the guess.
 * @param key the installation's own, ≥ 16 random bytes
 */
export function userHash(key: Uint8Array, bareJid: string): string {
  return createHmac('sha256', key).update(bareJid).digest('hex').slice(0, 16);
}

import { Injectable } from '@nestjs/common';
import { OfflineMessages } from '#sessions';
import type { QueuedStanza } from '#stream-management';

/** Messages to an account that nobody is there to take (RFC 6121 §8.5.2.2.1, XEP-0160). */
@Injectable()
export class OfflineKeeping {
  constructor(private readonly offline: OfflineMessages) {}

  /**
   * @param refuse called when the sender has to hear that the message was not kept: it may not be stored, the user has too
   *   many, or there is no such account
   * @returns a promise while that is not known
   */
  keep(bareJid: string, message: QueuedStanza, refuse: () => void): Promise<void> | undefined {
    // XEP-0160 §3: nobody wants to know later who was typing, nor that nobody saw it.
    if (message.transient) return undefined;
    if (message.noStore) {
      refuse();
      return undefined;
    }
    return new Promise((resolve) => {
      this.offline.keep(bareJid, message, (kept) => {
        if (!kept) refuse();
        resolve();
      });
    });
  }
}

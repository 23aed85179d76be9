import { Injectable } from '@nestjs/common';
import { OfflineMessages, SessionJournal } from '#sessions';
import type { QueuedStanza } from '#stream-management';
import { DiscoFeature } from '../registry/disco-feature.js';

/** What becomes of a message that is to be kept; nothing is called for one that is not worth keeping. */
export interface KeepingOutcome {
  kept(): void;
  /** It may not be stored, the user has too many, or there is no such account. */
  refused(): void;
}

/** Messages to an account that nobody is there to take (RFC 6121 §8.5.2.2.1, XEP-0160). */
@Injectable()
@DiscoFeature('msgoffline', ['server'])
export class OfflineKeeping {
  constructor(
    private readonly offline: OfflineMessages,
    private readonly journal: SessionJournal,
  ) {}

  /** @returns a promise while it is not known what becomes of it */
  keep(bareJid: string, message: QueuedStanza, outcome: KeepingOutcome): Promise<void> | undefined {
    // XEP-0160 §3: nobody wants to know later who was typing, nor that nobody saw it.
    if (message.transient) return undefined;
    if (message.noStore) {
      outcome.refused();
      return undefined;
    }
    const { handling } = this.journal;
    return new Promise((resolve) => {
      this.offline.keep(bareJid, message, (kept) => {
        this.journal.within(handling, () => (kept ? outcome.kept() : outcome.refused()));
        resolve();
      });
    });
  }
}

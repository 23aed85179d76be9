import { Injectable } from '@nestjs/common';

/** Answers whether `asker` has a subscription to the presence of `owner`; bare JIDs. */
export type SubscriptionCheck = (asker: string, owner: string) => boolean | Promise<boolean>;

/**
 * Who may know of an account that it is there and whether anybody is behind it: its owner, and who is subscribed to its
 * presence (RFC 6121 §8.5.2, XEP-0012 §3, XEP-0030 §8). The rosters say who that is; without them it is nobody.
 */
@Injectable()
export class PresenceAccess {
  subscribed: SubscriptionCheck = () => false;

  async allows(asker: string, owner: string): Promise<boolean> {
    return asker === owner || this.subscribed(asker, owner);
  }
}

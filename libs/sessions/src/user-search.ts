import { Injectable } from '@nestjs/common';
import {
  type Page,
  PageInTheMaking,
  type UserField,
  type UserListQuery,
  type UserView,
  userListing,
} from '#contracts';
import type { UserDirectory } from '#ports';
import { OldSessionCounts } from './old-session-counts.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { SlicedReads } from './sliced-reads.js';
import { UserLimits } from './user-limits.js';
import { UserTally } from './user-tally.js';

/** Users to a piece of a slice. */
const PIECE = 32;

/** Users with what they have, counted as they are met: at a change of a session nothing has to be kept up to date. */
@Injectable()
export class UserSearch implements UserDirectory {
  /** By bare JID, of those who ever had one. */
  readonly #evictions = new Map<string, number>();

  constructor(
    events: SessionEvents,
    private readonly registry: SessionRegistry,
    private readonly limits: UserLimits,
    private readonly oldSessions: OldSessionCounts,
    private readonly reads: SlicedReads,
  ) {
    events.on('session-ended', ({ session: { bareJid }, reason }) => {
      if (reason === 'evicted') this.#evictions.set(bareJid, (this.#evictions.get(bareJid) ?? 0) + 1);
    });
    events.on('account-revoked', ({ bareJid }) => this.#evictions.delete(bareJid));
  }

  async list(query: UserListQuery): Promise<Page<UserView>> {
    const page = new PageInTheMaking<UserView, UserField>(userListing, query);
    const passes = userListing.matches(query.filter);
    const old = await this.oldSessions.read();
    const seen = new Set<string>();
    const sources = [this.registry.users(), old.keys(), this.limits.overridden()];
    let source = sources.shift();
    await this.reads.run(() => {
      for (let n = 0; n < PIECE; n++) {
        const user = source?.next();
        if (user === undefined) return false;
        if (user.done) source = sources.shift();
        // A user whose last session ends and who comes back meanwhile would be met again.
        else if (!seen.has(user.value)) {
          seen.add(user.value);
          const tally = this.#tally(user.value, old.get(user.value) ?? 0);
          if (passes(tally, 0)) page.offer(tally, () => tally.view());
        }
      }
      return true;
    });
    return page.page();
  }

  countsOf(bareJid: string) {
    const { connected, hibernating } = this.#tally(bareJid, 0);
    return { connected, hibernating };
  }

  #tally(user: string, old: number): UserTally {
    return new UserTally(user, old, this.registry.ofUser(user), this.limits.of(user), {
      overrides: this.limits.overridesOf(user),
      evictions: this.#evictions.get(user) ?? 0,
    });
  }
}

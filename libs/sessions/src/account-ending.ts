import { Inject, Injectable } from '@nestjs/common';
import {
  ACCOUNT_STORE,
  type AccountStore,
  OLD_SESSION_STORE,
  type OldSessionStore,
  SESSION_ACTIONS,
  type SessionActions,
  USER_LIMITS,
  type UserLimitsPort,
} from '#ports';
import { tracing } from '#telemetry';

/**
 * Removal of an account, whoever asks for it. Its sessions go as well, hibernating ones included: an smId would otherwise
 * outlive the account (XEP-0198 §9). Provided by each module that removes accounts.
 */
@Injectable()
export class AccountEnding {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(OLD_SESSION_STORE) private readonly oldSessions: OldSessionStore,
    @Inject(SESSION_ACTIONS) private readonly sessions: SessionActions,
    @Inject(USER_LIMITS) private readonly limits: UserLimitsPort,
  ) {}

  /** False when there is no such account. From here on nobody can log in to it. */
  remove(bareJid: string): Promise<boolean> {
    return this.accounts.remove(bareJid);
  }

  /** What a removed account leaves: answers how many sessions were ended. */
  async cleanUp(bareJid: string, by: string): Promise<number> {
    const ended = await this.sessions.endAllOf(bareJid, by, 'account removed');
    // After the sessions, which leave their own h behind. Who gets the name next has no business with it.
    await this.oldSessions.forgetUser(bareJid);
    this.limits.forget(bareJid);
    tracing.users.remove(bareJid);
    return ended;
  }
}

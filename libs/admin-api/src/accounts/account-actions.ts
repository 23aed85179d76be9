import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNT_STORE, type AccountStore, SESSION_ACTIONS, type SessionActions } from '#ports';
import { AccountEnding } from '#sessions';
import type { Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ApiProblem } from '../problems/api-problem.js';
import { keysOf } from './new-keys.js';

/** What an administrator does to an existing account. Whoever loses their right to it also loses the sessions they have with it,
 *  hibernating ones included: an smId would otherwise outlive the password (XEP-0198 §9). */
@Injectable()
export class AccountActions {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(SESSION_ACTIONS) private readonly sessions: SessionActions,
    private readonly ending: AccountEnding,
    private readonly audit: AuditTrail,
  ) {}

  async setPassword(bareJid: string, password: string, by: Caller): Promise<void> {
    await this.perform('account-password', bareJid, by, async () => {
      mustExist(await this.accounts.setKeys(bareJid, await keysOf(password)));
      return this.sessions.endAllOf(bareJid, by.username, 'password changed');
    });
  }

  async disable(bareJid: string, by: Caller): Promise<void> {
    await this.perform('account-disable', bareJid, by, async () => {
      mustExist(await this.accounts.setDisabled(bareJid, true));
      return this.sessions.endAllOf(bareJid, by.username, 'account disabled');
    });
  }

  async enable(bareJid: string, by: Caller): Promise<void> {
    await this.perform('account-enable', bareJid, by, async () => {
      mustExist(await this.accounts.setDisabled(bareJid, false));
      return 0;
    });
  }

  async remove(bareJid: string, by: Caller): Promise<void> {
    await this.perform('account-remove', bareJid, by, async () => {
      mustExist(await this.ending.remove(bareJid));
      return this.ending.cleanUp(bareJid, by.username);
    });
  }

  private perform(action: string, target: string, by: Caller, act: () => Promise<number>): Promise<number> {
    const resultOf = (ended: number) => (ended === 0 ? 'done' : `done, ended ${ended}`);
    return this.audit.perform({ by, action, target, detail: '' }, act, resultOf);
  }
}

function mustExist(existed: boolean): void {
  if (!existed) throw new ApiProblem('no-such-account');
}

import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  type AccountQuery,
  type AccountView,
  accountQuerySchema,
  accountViewSchema,
  type NewAccount,
  newAccountSchema,
  newPasswordSchema,
  type Page,
} from '#contracts';
import { ACCOUNT_STORE, type Account, type AccountStore, USER_DIRECTORY, type UserDirectory } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { accountPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';
import { AccountActions } from './account-actions.js';
import { keysOf } from './new-keys.js';
import { OwnJids } from './own-jids.js';

/** XMPP accounts. Dashboard accounts are something else: see OperatorsController. */
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(USER_DIRECTORY) private readonly users: UserDirectory,
    private readonly actions: AccountActions,
    private readonly ownJids: OwnJids,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'admin',
    does: 'List accounts by JID',
    answer: accountPageSchema,
    refuses: ['invalid-cursor'],
  })
  async list(@Query({ schema: accountQuerySchema }) query: AccountQuery): Promise<Page<AccountView>> {
    const page = await pageOrProblem(() => this.accounts.list(query));
    return { items: page.items.map((account) => this.view(account)), next: page.next, total: page.total };
  }

  @Post()
  @Endpoint({
    role: 'admin',
    does: 'Add an account',
    status: 201,
    answer: accountViewSchema,
    refuses: ['invalid-jid', 'account-exists', 'password-not-allowed'],
    changes: true,
  })
  async add(
    @Body({ schema: newAccountSchema }) { jid, password }: NewAccount,
    @By() by: Caller,
  ): Promise<AccountView> {
    const bareJid = this.ownJids.prepare(jid);
    const intent = { by, action: 'account-add', target: bareJid, detail: '' };
    return this.audit.perform(intent, async () => {
      const { existing } = await this.accounts.add([{ bareJid, keys: await keysOf(password) }]);
      const account = await this.accounts.find(bareJid);
      if (existing.length > 0 || account === undefined) throw new ApiProblem('account-exists');
      return this.view(account);
    });
  }

  @Delete(':jid')
  @Endpoint({
    role: 'admin',
    does: 'Remove an account and end its sessions',
    status: 204,
    refuses: ['invalid-jid', 'no-such-account'],
    changes: true,
  })
  remove(@Param('jid') jid: string, @By() by: Caller): Promise<void> {
    return this.actions.remove(this.ownJids.prepare(jid), by);
  }

  @Put(':jid/password')
  @Endpoint({
    role: 'admin',
    does: 'Set a password and end the sessions that the old one opened',
    status: 204,
    refuses: ['invalid-jid', 'no-such-account', 'password-not-allowed'],
    changes: true,
  })
  setPassword(
    @Param('jid') jid: string,
    @Body({ schema: newPasswordSchema }) { password }: z.infer<typeof newPasswordSchema>,
    @By() by: Caller,
  ): Promise<void> {
    return this.actions.setPassword(this.ownJids.prepare(jid), password, by);
  }

  @Post(':jid/disable')
  @Endpoint({
    role: 'admin',
    does: 'Disable an account and end its sessions',
    status: 204,
    refuses: ['invalid-jid', 'no-such-account'],
    changes: true,
  })
  disable(@Param('jid') jid: string, @By() by: Caller): Promise<void> {
    return this.actions.disable(this.ownJids.prepare(jid), by);
  }

  @Post(':jid/enable')
  @Endpoint({
    role: 'admin',
    does: 'Enable an account again',
    status: 204,
    refuses: ['invalid-jid', 'no-such-account'],
    changes: true,
  })
  enable(@Param('jid') jid: string, @By() by: Caller): Promise<void> {
    return this.actions.enable(this.ownJids.prepare(jid), by);
  }

  /** Leaves out the keys. */
  private view({ bareJid, disabled, createdAt, lastLoginAt }: Omit<Account, 'keys'>): AccountView {
    return { jid: bareJid, disabled, createdAt, lastLoginAt, sessions: this.users.countsOf(bareJid) };
  }
}

import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import {
  type LimitChange,
  type LimitName,
  limitChangeSchema,
  limitNameSchema,
  type SetLimit,
  setLimitSchema,
  type UserLimits,
  userLimitsSchema,
} from '#contracts';
import { ACCOUNT_STORE, type AccountStore, USER_LIMITS, type UserLimitsPort } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { OwnJids } from '../accounts/own-jids.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';

@Controller('api/v1/users/:jid/limits')
export class LimitsController {
  constructor(
    @Inject(USER_LIMITS) private readonly limits: UserLimitsPort,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly ownJids: OwnJids,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: "A user's limits: default beside override",
    answer: userLimitsSchema,
    refuses: ['invalid-jid'],
  })
  view(@Param('jid') jid: string): Promise<UserLimits> {
    return this.limits.view(this.ownJids.prepare(jid));
  }

  @Put(':name')
  @Endpoint({
    role: 'operator',
    does: 'Set one limit for one user; a lowered one acts at once',
    answer: limitChangeSchema,
    refuses: ['invalid-jid', 'no-such-account', 'limit-not-allowed'],
    changes: true,
  })
  async set(
    @Param('jid') jid: string,
    @Param('name', { schema: limitNameSchema }) name: LimitName,
    @Body({ schema: setLimitSchema }) { value }: SetLimit,
    @By() by: Caller,
  ): Promise<LimitChange> {
    const bareJid = this.ownJids.prepare(jid);
    const change = await this.described(bareJid, name, shown(value));
    const intent = { actor: by.username, action: 'limit-set', target: bareJid, detail: change };
    const act = async () => {
      // A limit for a misspelt user would look set and never act. Clearing stays open: the account may be gone by then.
      if ((await this.accounts.find(bareJid)) === undefined) throw new ApiProblem('no-such-account');
      return this.limits.set(bareJid, name, value, by.username).catch(refuseOutOfRange);
    };
    return this.audit.perform(intent, act, resultOf);
  }

  @Delete(':name')
  @Endpoint({
    role: 'operator',
    does: 'Clear one limit of one user: the default holds again',
    answer: limitChangeSchema,
    refuses: ['invalid-jid'],
    changes: true,
  })
  async clear(
    @Param('jid') jid: string,
    @Param('name', { schema: limitNameSchema }) name: LimitName,
    @By() by: Caller,
  ): Promise<LimitChange> {
    const bareJid = this.ownJids.prepare(jid);
    const change = await this.described(bareJid, name, 'default');
    const intent = { actor: by.username, action: 'limit-clear', target: bareJid, detail: change };
    return this.audit.perform(intent, () => this.limits.clear(bareJid, name, by.username), resultOf);
  }

  /** `name: before → after`, as the audit log tells it. */
  private async described(bareJid: string, name: LimitName, after: string): Promise<string> {
    const { limits } = await this.limits.view(bareJid);
    const override = limits.find((limit) => limit.name === name)?.override ?? null;
    return `${name}: ${override === null ? 'default' : shown(override.value)} → ${after}`;
  }
}

function resultOf({ evicted }: LimitChange): string {
  return evicted.length === 0 ? 'done' : `done, evicted ${evicted.length}`;
}

function refuseOutOfRange(error: unknown): never {
  if (error instanceof RangeError) throw new ApiProblem('limit-not-allowed', { detail: error.message });
  throw error;
}

function shown(value: number | null): string {
  return value === null ? 'unlimited' : String(value);
}

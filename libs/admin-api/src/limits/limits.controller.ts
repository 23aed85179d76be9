import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  type LimitChange,
  type LimitHistoryPage,
  type LimitName,
  type LimitPreview,
  limitChangeSchema,
  limitHistoryPageSchema,
  limitNameSchema,
  limitPreviewSchema,
  type PageQuery,
  pageQuerySchema,
  type SetLimit,
  setLimitSchema,
  type UserLimits,
  userLimitsSchema,
} from '#contracts';
import { ACCOUNT_STORE, type AccountStore, USER_LIMITS, type UserLimitsPort, VersionConflict } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { OwnJids } from '../accounts/own-jids.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IfMatch, NeedsIfMatch, type Precondition, tag } from '../http/precondition.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

const conditional = ['precondition-required', 'precondition-failed'] as const;

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
    does: "A user's limits: default beside override; the ETag changes with the overrides",
    answer: userLimitsSchema,
    refuses: ['invalid-jid'],
  })
  async view(@Param('jid') jid: string, @Res({ passthrough: true }) response: Response): Promise<UserLimits> {
    const limits = await this.limits.view(this.ownJids.prepare(jid));
    tag(response, limits.version);
    return limits;
  }

  @Get('history')
  @Endpoint({
    role: 'viewer',
    does: 'Who set which limit of a user, newest first',
    answer: limitHistoryPageSchema,
    refuses: ['invalid-jid', 'invalid-cursor'],
  })
  history(
    @Param('jid') jid: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<LimitHistoryPage> {
    const bareJid = this.ownJids.prepare(jid);
    return pageOrProblem(() => this.limits.history(bareJid, query));
  }

  @Post(':name/preview')
  @Endpoint({
    role: 'operator',
    does: 'What setting a limit would do at once, without doing it',
    answer: limitPreviewSchema,
    refuses: ['invalid-jid', 'limit-not-allowed'],
    changes: true,
  })
  async preview(
    @Param('jid') jid: string,
    @Param('name', { schema: limitNameSchema }) name: LimitName,
    @Body({ schema: setLimitSchema }) { value }: SetLimit,
  ): Promise<LimitPreview> {
    return this.limits.preview(this.ownJids.prepare(jid), name, value).catch(refused);
  }

  @Put(':name')
  @Endpoint({
    role: 'operator',
    does: 'Set one limit for one user; a lowered one acts at once',
    answer: limitChangeSchema,
    refuses: ['invalid-jid', 'no-such-account', 'limit-not-allowed', ...conditional],
    changes: true,
  })
  @NeedsIfMatch()
  async set(
    @Param('jid') jid: string,
    @Param('name', { schema: limitNameSchema }) name: LimitName,
    @Body({ schema: setLimitSchema }) { value }: SetLimit,
    @IfMatch() precondition: Precondition,
    @By() by: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LimitChange> {
    const bareJid = this.ownJids.prepare(jid);
    return this.change('limit-set', bareJid, name, shown(value), by, response, async ({ version }) => {
      // A limit for a misspelt user would look set and never act. Clearing stays open: the account may be gone by then.
      if ((await this.accounts.find(bareJid)) === undefined) throw new ApiProblem('no-such-account');
      return this.limits.set(bareJid, name, value, by.username, precondition.of(version ?? ''));
    });
  }

  @Delete(':name')
  @Endpoint({
    role: 'operator',
    does: 'Clear one limit of one user: the default holds again',
    answer: limitChangeSchema,
    refuses: ['invalid-jid', ...conditional],
    changes: true,
  })
  @NeedsIfMatch()
  async clear(
    @Param('jid') jid: string,
    @Param('name', { schema: limitNameSchema }) name: LimitName,
    @IfMatch() precondition: Precondition,
    @By() by: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LimitChange> {
    const bareJid = this.ownJids.prepare(jid);
    return this.change('limit-clear', bareJid, name, 'default', by, response, ({ version }) =>
      this.limits.clear(bareJid, name, by.username, precondition.of(version ?? '')),
    );
  }

  private async change(
    action: string,
    bareJid: string,
    name: LimitName,
    after: string,
    by: Caller,
    response: Response,
    act: (present: UserLimits) => Promise<LimitChange>,
  ): Promise<LimitChange> {
    const present = await this.limits.view(bareJid);
    const override = present.limits.find((limit) => limit.name === name)?.override ?? null;
    const before = override === null ? 'default' : shown(override.value);
    const change = await this.audit.perform(
      { by, action, target: bareJid, detail: name, before, after },
      () => Promise.resolve(act(present)).catch(refused),
      ({ evicted }) => (evicted.length === 0 ? 'done' : `done, evicted ${evicted.length}`),
    );
    tag(response, change.limits.version);
    return change;
  }
}

function refused(error: unknown): never {
  if (error instanceof RangeError) throw new ApiProblem('limit-not-allowed', { detail: error.message });
  if (error instanceof VersionConflict) throw new ApiProblem('precondition-failed');
  throw error;
}

function shown(value: number | null): string {
  return value === null ? 'unlimited' : String(value);
}

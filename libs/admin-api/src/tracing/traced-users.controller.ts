import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import {
  type TracedUsers as Listed,
  type TracedUserView,
  type TraceUser,
  tracedUsersSchema,
  tracedUserViewSchema,
  traceUserSchema,
} from '#contracts';
import { ACCOUNT_STORE, type AccountStore, type TracedUser } from '#ports';
import { TracedUsers } from '#sessions';
import { By, type Caller } from '../access/caller.js';
import { OwnJids } from '../accounts/own-jids.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';

/** Of whom everything is recorded in traces. */
@Controller('api/v1/tracing/users')
export class TracedUsersController {
  constructor(
    private readonly users: TracedUsers,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly ownJids: OwnJids,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'operator',
    does: 'List of whom everything is recorded in traces',
    answer: tracedUsersSchema,
  })
  list(): Listed {
    return { items: this.users.list().map(shown) };
  }

  @Get(':jid')
  @Endpoint({
    role: 'operator',
    does: 'Whether everything of a user is recorded, and until when',
    answer: tracedUserViewSchema,
    refuses: ['invalid-jid', 'not-traced'],
  })
  one(@Param('jid') jid: string): TracedUserView {
    const user = this.users.find(this.ownJids.prepare(jid));
    if (user === undefined) throw new ApiProblem('not-traced');
    return shown(user);
  }

  @Put(':jid')
  @Endpoint({
    role: 'operator',
    does: 'Record everything of a user in traces for a while, whatever the sampling ratios say',
    answer: tracedUserViewSchema,
    refuses: ['invalid-jid', 'no-such-account'],
    changes: true,
  })
  async start(
    @Param('jid') jid: string,
    @Body({ schema: traceUserSchema }) { minutes }: TraceUser,
    @By() by: Caller,
  ): Promise<TracedUserView> {
    const bareJid = this.ownJids.prepare(jid);
    const intent = { by, action: 'tracing-start', target: bareJid, detail: `for ${minutes} min` };
    return this.audit.perform(intent, async () => {
      // Of a misspelt user nothing would ever be recorded.
      if ((await this.accounts.find(bareJid)) === undefined) throw new ApiProblem('no-such-account');
      return shown(await this.users.add(bareJid, minutes * 60_000, by.username));
    });
  }

  @Delete(':jid')
  @Endpoint({
    role: 'operator',
    does: 'Record of a user what the sampling ratios say, as of everybody',
    status: 204,
    refuses: ['invalid-jid', 'not-traced'],
    changes: true,
  })
  async stop(@Param('jid') jid: string, @By() by: Caller): Promise<void> {
    const bareJid = this.ownJids.prepare(jid);
    const intent = { by, action: 'tracing-stop', target: bareJid, detail: '' };
    await this.audit.perform(intent, async () => {
      if (!(await this.users.remove(bareJid))) throw new ApiProblem('not-traced');
    });
  }
}

const shown = ({ bareJid, until, setBy, setAt }: TracedUser): TracedUserView => ({
  user: bareJid,
  until,
  setBy,
  setAt,
});

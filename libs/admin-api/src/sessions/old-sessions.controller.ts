import { Controller, Delete, Get, Inject, Param, Query } from '@nestjs/common';
import {
  type OldSessionQuery,
  type OldSessionView,
  oldSessionListing,
  oldSessionQuerySchema,
  type Page,
} from '#contracts';
import {
  OLD_SESSION_STORE,
  type OldSession,
  type OldSessionStore,
  SESSION_STEERING,
  type SessionSteering,
} from '#ports';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { oldSessionPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { filterOrProblem } from '../problems/filter-or-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

@Controller('api/v1/old-sessions')
export class OldSessionsController {
  constructor(
    @Inject(OLD_SESSION_STORE) private readonly store: OldSessionStore,
    @Inject(SESSION_STEERING) private readonly steering: SessionSteering,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List ended sessions whose h is remembered: filtered, sorted, paged',
    answer: oldSessionPageSchema,
    refuses: ['invalid-filter', 'invalid-cursor'],
  })
  async list(
    @Query({ schema: oldSessionQuerySchema }) query: OldSessionQuery,
  ): Promise<Page<OldSessionView>> {
    const filter = filterOrProblem(oldSessionListing, query.filter);
    const page = await pageOrProblem(() => this.store.list({ ...query, filter }));
    return { items: page.items.map(viewOf), next: page.next, total: page.total };
  }

  @Delete(':id')
  @Endpoint({
    role: 'operator',
    does: 'Forget an ended session: a late resume is then told nothing',
    status: 204,
    refuses: ['no-such-old-session'],
    changes: true,
  })
  async forget(@Param('id') id: string, @By() by: Caller): Promise<void> {
    const intent = { by, action: 'old-session-forget', target: id, detail: '' };
    await this.audit.perform(intent, async () => {
      if (!(await this.steering.forgetOld(id, by.username, 'one old session')))
        throw new ApiProblem('no-such-old-session');
    });
  }
}

/** Leaves out the smId's hash: nobody outside needs it. */
function viewOf({ sessionId, bareJid, resource, h, endedAt, reason }: OldSession): OldSessionView {
  return { id: sessionId, user: bareJid, resource, h, endedAt, reason };
}

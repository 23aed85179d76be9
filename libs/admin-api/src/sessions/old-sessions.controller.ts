import { Controller, Delete, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { type OldSessionView, type Page, pageQuerySchema } from '#contracts';
import {
  OLD_SESSION_STORE,
  type OldSession,
  type OldSessionStore,
  SESSION_STEERING,
  type SessionSteering,
} from '#ports';
import { By, type Caller } from '../access/caller.js';
import { OwnJids } from '../accounts/own-jids.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { oldSessionPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

const oldSessionQuerySchema = pageQuerySchema.extend({
  user: z.string().max(3071).optional().describe('bare JID'),
});

@Controller('api/v1/old-sessions')
export class OldSessionsController {
  constructor(
    @Inject(OLD_SESSION_STORE) private readonly store: OldSessionStore,
    @Inject(SESSION_STEERING) private readonly steering: SessionSteering,
    private readonly ownJids: OwnJids,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List ended sessions whose h is remembered, newest first',
    answer: oldSessionPageSchema,
    refuses: ['invalid-jid', 'invalid-cursor'],
  })
  async list(
    @Query({ schema: oldSessionQuerySchema }) query: z.infer<typeof oldSessionQuerySchema>,
  ): Promise<Page<OldSessionView>> {
    const { user, ...paging } = query;
    const filter = user === undefined ? {} : { bareJid: this.ownJids.prepare(user) };
    const page = await pageOrProblem(() => this.store.list({ ...paging, ...filter }));
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

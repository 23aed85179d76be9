import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  type ActionResult,
  actionResultSchema,
  type Page,
  type SessionAction,
  type SessionQuery,
  type SessionView,
  sessionActionSchema,
  sessionListing,
  sessionQuerySchema,
  sessionViewSchema,
} from '#contracts';
import {
  type ActionOutcome,
  SESSION_ACTIONS,
  SESSION_DIRECTORY,
  type SessionActions,
  type SessionDirectory,
} from '#ports';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { sessionPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { filterOrProblem } from '../problems/filter-or-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    @Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory,
    @Inject(SESSION_ACTIONS) private readonly actions: SessionActions,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List sessions: filtered, sorted, paged',
    answer: sessionPageSchema,
    refuses: ['invalid-filter', 'invalid-cursor'],
  })
  list(@Query({ schema: sessionQuerySchema }) query: SessionQuery): Promise<Page<SessionView>> {
    const filter = filterOrProblem(sessionListing, query.filter);
    return pageOrProblem(() => this.directory.list({ ...query, filter }));
  }

  @Get(':id')
  @Endpoint({ role: 'viewer', does: 'One session', answer: sessionViewSchema, refuses: ['no-such-session'] })
  one(@Param('id') id: string): SessionView {
    const view = this.directory.find(id);
    if (view === undefined) throw new ApiProblem('no-such-session');
    return view;
  }

  @Post(':id/expire')
  @Endpoint({
    role: 'operator',
    does: 'End a hibernating session as its timer would',
    answer: actionResultSchema,
    refuses: ['no-such-session', 'wrong-state'],
    changes: true,
  })
  async expire(
    @Param('id') id: string,
    @Body({ schema: sessionActionSchema }) { reason }: SessionAction,
    @By() by: Caller,
  ): Promise<ActionResult> {
    const intent = { actor: by.username, action: 'session-expire', target: id, detail: reason };
    return this.audit.perform(intent, async () =>
      answer(
        await this.actions.expire(id, by.username, reason),
        'Only a hibernating session can be expired; kill ends a connected one.',
      ),
    );
  }

  @Post(':id/kill')
  @Endpoint({
    role: 'operator',
    does: 'End any session; a live connection gets a stream error',
    answer: actionResultSchema,
    refuses: ['no-such-session', 'wrong-state'],
    changes: true,
  })
  async kill(
    @Param('id') id: string,
    @Body({ schema: sessionActionSchema }) { reason }: SessionAction,
    @By() by: Caller,
  ): Promise<ActionResult> {
    const intent = { actor: by.username, action: 'session-kill', target: id, detail: reason };
    return this.audit.perform(intent, async () =>
      answer(await this.actions.kill(id, by.username, reason), 'The session is ending already.'),
    );
  }
}

function answer(outcome: ActionOutcome, wrongState: string): ActionResult {
  if (outcome === 'not-found') throw new ApiProblem('no-such-session');
  if (outcome === 'wrong-state') throw new ApiProblem('wrong-state', { detail: wrongState });
  return { outcome };
}

import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import {
  type Page,
  type SessionDetail,
  type SessionQuery,
  type SessionView,
  sessionDetailSchema,
  sessionListing,
  sessionQuerySchema,
} from '#contracts';
import { SESSION_DIRECTORY, type SessionDirectory } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { sessionPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { filterOrProblem } from '../problems/filter-or-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

@Controller('api/v1/sessions')
export class SessionsController {
  constructor(@Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory) {}

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
  @Endpoint({
    role: 'viewer',
    does: 'One session',
    answer: sessionDetailSchema,
    refuses: ['no-such-session'],
  })
  one(@Param('id') id: string): SessionDetail {
    const view = this.directory.detail(id);
    if (view === undefined) throw new ApiProblem('no-such-session');
    return view;
  }
}

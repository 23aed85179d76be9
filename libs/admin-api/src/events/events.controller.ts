import { Controller, Get, Inject, Query } from '@nestjs/common';
import { type EventPage, type EventQuery, eventPageSchema, eventQuerySchema } from '#contracts';
import { EVENT_STORE, type EventStore } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

/** What happened to sessions, over restarts, as long as it is kept. */
@Controller('api/v1/events')
export class EventsController {
  constructor(@Inject(EVENT_STORE) private readonly events: EventStore) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List lifecycle events, newest first, filtered and paged',
    answer: eventPageSchema,
    refuses: ['invalid-cursor'],
  })
  list(@Query({ schema: eventQuerySchema }) { kind, ...query }: EventQuery): Promise<EventPage> {
    return pageOrProblem(() => this.events.list({ ...query, kinds: kind }));
  }
}

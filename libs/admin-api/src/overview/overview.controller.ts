import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import { type EventView, type Overview, overviewSchema, type Page } from '#contracts';
import { SESSION_DIRECTORY, type SessionDirectory } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { eventPageSchema } from '../openapi/pages.js';

const eventsQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });

/** The figures of the first page and the last lifecycle events. */
@Controller('api/v1')
export class OverviewController {
  constructor(@Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory) {}

  @Get('overview')
  @Endpoint({ role: 'viewer', does: 'The figures of the first page', answer: overviewSchema })
  overview(): Overview {
    return this.directory.overview();
  }

  @Get('events')
  @Endpoint({ role: 'viewer', does: 'The last lifecycle events, oldest first', answer: eventPageSchema })
  events(
    @Query({ schema: eventsQuerySchema }) { limit }: z.infer<typeof eventsQuerySchema>,
  ): Page<EventView> {
    const items = this.directory.recentEvents(limit);
    return { items, next: null, total: items.length };
  }
}

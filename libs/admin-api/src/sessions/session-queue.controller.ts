import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  type QueuedStanzaView,
  type QueuePage,
  type QueueQuery,
  queuedStanzaSchema,
  queuePageSchema,
  queueQuerySchema,
} from '#contracts';
import { SESSION_STEERING, type SessionSteering } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';

/** A stanza count (XEP-0198 §4). */
const countSchema = z.coerce.number().int().min(0).max(0xffff_ffff);

/** What waits in a session's queue. */
@Controller('api/v1/sessions/:id/queue')
export class SessionQueueController {
  constructor(
    @Inject(SESSION_STEERING) private readonly steering: SessionSteering,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List the unacknowledged stanzas of a session, oldest first: kinds and sizes, never what they say',
    answer: queuePageSchema,
    refuses: ['no-such-session'],
  })
  list(
    @Param('id') id: string,
    @Query({ schema: queueQuerySchema }) { after, limit }: QueueQuery,
  ): QueuePage {
    const page = this.steering.queue(id, after, limit);
    if (page === undefined) throw new ApiProblem('no-such-session');
    return page;
  }

  @Get(':n')
  @Endpoint({
    role: 'operator',
    right: 'peek',
    does: 'Read one unacknowledged stanza; each use is audited',
    answer: queuedStanzaSchema,
    refuses: ['no-such-stanza'],
  })
  peek(
    @Param('id') id: string,
    @Param('n', { schema: countSchema }) n: number,
    @By() by: Caller,
  ): Promise<QueuedStanzaView> {
    const intent = { by, action: 'stanza-peek', target: id, detail: `stanza ${n}` };
    return this.audit.perform(intent, async () => {
      const stanza = this.steering.stanza(id, n);
      if (stanza === undefined) throw new ApiProblem('no-such-stanza');
      return stanza;
    });
  }
}

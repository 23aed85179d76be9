import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  type BulkJobView,
  type BulkPreview,
  type BulkRequest,
  type BulkResultPage,
  type BulkResultQuery,
  bulkJobSchema,
  bulkJobsSchema,
  bulkPreviewSchema,
  bulkRequestSchema,
  bulkResultPageSchema,
  bulkResultQuerySchema,
  type StartBulk,
  startBulkSchema,
} from '#contracts';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { Endpoint } from '../openapi/endpoint.js';
import { BulkJobs, inWords } from './bulk-jobs.js';
import { BulkPreviews } from './bulk-previews.js';

/** The same action on many sessions or users: looked at first, then done to exactly those that were shown. */
@Controller('api/v1/bulk')
export class BulkController {
  constructor(
    private readonly previews: BulkPreviews,
    private readonly jobs: BulkJobs,
    private readonly audit: AuditTrail,
  ) {}

  @Post('preview')
  @Endpoint({
    role: 'operator',
    does: 'Freeze whom a bulk action would be done to: their exact count, some of them, and a token to do it with',
    answer: bulkPreviewSchema,
    refuses: ['invalid-filter', 'invalid-jid', 'too-many-targets'],
    changes: true,
  })
  preview(@Body({ schema: bulkRequestSchema }) request: BulkRequest, @By() by: Caller): Promise<BulkPreview> {
    return this.previews.freeze(request, by);
  }

  @Post()
  @Endpoint({
    role: 'operator',
    does: 'Start a bulk action on exactly those that its preview has frozen',
    status: 202,
    answer: bulkJobSchema,
    refuses: ['no-such-preview', 'wrong-count', 'too-many-bulks', 'idempotency-key-reused'],
    changes: true,
  })
  @Idempotent()
  async start(
    @Body({ schema: startBulkSchema }) { token, confirm, perSecond }: StartBulk,
    @By() by: Caller,
  ): Promise<BulkJobView> {
    this.jobs.makeRoom();
    const frozen = this.previews.take(token, confirm, by);
    const view = this.jobs.start(frozen, perSecond, by).view();
    const detail = `${inWords(view)}, ${view.total}: ${view.reason}`;
    await this.audit.record({ by, action: 'bulk-start', target: view.id, detail, result: 'done' });
    return view;
  }

  @Get()
  @Endpoint({ role: 'viewer', does: 'List bulk actions, newest first', answer: bulkJobsSchema })
  list(): { items: BulkJobView[] } {
    return { items: this.jobs.jobs() };
  }

  @Get(':id')
  @Endpoint({
    role: 'viewer',
    does: 'How a bulk action comes along',
    answer: bulkJobSchema,
    refuses: ['no-such-bulk'],
  })
  one(@Param('id') id: string): BulkJobView {
    return this.jobs.find(id).view();
  }

  @Get(':id/results')
  @Endpoint({
    role: 'viewer',
    does: 'What became of each of them, in the order in which they are taken',
    answer: bulkResultPageSchema,
    refuses: ['no-such-bulk'],
  })
  results(
    @Param('id') id: string,
    @Query({ schema: bulkResultQuerySchema }) { after, limit, outcome }: BulkResultQuery,
  ): BulkResultPage {
    return this.jobs.find(id).results(after ?? -1, limit, outcome);
  }

  @Post(':id/cancel')
  @Endpoint({
    role: 'operator',
    does: 'Stop a bulk action; what is under way is finished, the rest is left',
    answer: bulkJobSchema,
    refuses: ['no-such-bulk', 'wrong-bulk-state'],
    changes: true,
  })
  cancel(@Param('id') id: string, @By() by: Caller): Promise<BulkJobView> {
    const intent = { by, action: 'bulk-cancel', target: id, detail: '' };
    return this.audit.perform(intent, async () => this.jobs.cancel(id));
  }

  @Post(':id/resume')
  @Endpoint({
    role: 'operator',
    does: 'Go on with a cancelled bulk action where it stopped',
    answer: bulkJobSchema,
    refuses: ['no-such-bulk', 'wrong-bulk-state', 'too-many-bulks'],
    changes: true,
  })
  resume(@Param('id') id: string, @By() by: Caller): Promise<BulkJobView> {
    const intent = { by, action: 'bulk-resume', target: id, detail: '' };
    return this.audit.perform(intent, () => this.jobs.resume(id, by));
  }
}

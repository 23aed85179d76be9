import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import {
  type AuditExportQuery,
  type AuditPage,
  type AuditQuery,
  auditExportQuerySchema,
  auditPageSchema,
  auditQuerySchema,
} from '#contracts';
import { type AuditFilter, type AuditRecord, OPERATOR_STORE, type OperatorStore } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { pageOrProblem } from '../problems/page-or-problem.js';
import { csvHead, csvLine } from './csv-line.js';

/** Rows read at a time: what an export holds in memory, however long the log is. */
const EXPORT_PAGE = 500;
const types = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const;

@Controller('api/v1/audit')
export class AuditController {
  constructor(@Inject(OPERATOR_STORE) private readonly operators: OperatorStore) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List what was done through this API, newest first',
    answer: auditPageSchema,
    refuses: ['invalid-cursor'],
  })
  list(@Query({ schema: auditQuerySchema }) query: AuditQuery): Promise<AuditPage> {
    return pageOrProblem(() => this.operators.auditLog(query));
  }

  @Get('export')
  @Endpoint({
    role: 'viewer',
    does: 'All of the audit log that a filter finds, newest first, as lines of JSON or as a table',
    produces: ['application/x-ndjson', 'text/csv'],
  })
  export(@Query({ schema: auditExportQuerySchema }) { format, ...filter }: AuditExportQuery): StreamableFile {
    const lines = format === 'csv' ? this.csv(filter) : this.ndjson(filter);
    return new StreamableFile(Readable.from(lines), {
      type: types[format],
      disposition: `attachment; filename="dormouse-audit.${format}"`,
    });
  }

  private async *ndjson(filter: AuditFilter): AsyncGenerator<string> {
    for await (const page of this.pages(filter)) {
      yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    }
  }

  private async *csv(filter: AuditFilter): AsyncGenerator<string> {
    yield csvHead;
    for await (const page of this.pages(filter)) yield page.map(csvLine).join('');
  }

  /** The reader's pace sets ours: the next page is read when this one has gone. */
  private async *pages(filter: AuditFilter): AsyncGenerator<readonly AuditRecord[]> {
    let after: string | undefined;
    do {
      const { items, next } = await this.operators.auditLog({ ...filter, after, limit: EXPORT_PAGE });
      if (items.length > 0) yield items;
      after = next ?? undefined;
    } while (after !== undefined);
  }
}

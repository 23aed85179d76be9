import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import {
  type Page,
  pageOf,
  type TelemetryView,
  type TraceQuery,
  type TraceSummary,
  type TraceView,
  telemetryViewSchema,
  traceQuerySchema,
  traceSummarySchema,
  traceViewSchema,
} from '#contracts';
import { RECENT_TRACES, type RecentTraces } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';

/** Recent traces out of the server's own memory, whether or not there is a collector. */
@Controller('api/v1')
export class TracesController {
  constructor(@Inject(RECENT_TRACES) private readonly traces: RecentTraces) {}

  @Get('telemetry')
  @Endpoint({
    role: 'viewer',
    does: 'Tell where traces can be read, and how many are remembered',
    answer: telemetryViewSchema,
  })
  telemetry(): TelemetryView {
    return this.traces.telemetry();
  }

  @Get('traces')
  @Endpoint({
    role: 'viewer',
    does: 'List recent traces, of one session or of all, newest first',
    answer: pageOf(traceSummarySchema),
  })
  list(@Query({ schema: traceQuerySchema }) { limit, session }: TraceQuery): Page<TraceSummary> {
    const items = this.traces.list(limit, session);
    return { items, next: null, total: items.length };
  }

  @Get('traces/:traceId')
  @Endpoint({
    role: 'viewer',
    does: 'Read one recent trace',
    answer: traceViewSchema,
    refuses: ['no-such-trace'],
  })
  one(@Param('traceId') traceId: string): TraceView {
    const trace = this.traces.trace(traceId);
    if (trace === undefined) throw new ApiProblem('no-such-trace');
    return trace;
  }
}

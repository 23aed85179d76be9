import { Controller, Get, Inject, Query } from '@nestjs/common';
import { type AuditPage, auditPageSchema, type PageQuery, pageQuerySchema } from '#contracts';
import { OPERATOR_STORE, type OperatorStore } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

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
  list(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<AuditPage> {
    return pageOrProblem(() => this.operators.auditLog(query));
  }
}

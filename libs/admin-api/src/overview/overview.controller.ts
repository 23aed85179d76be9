import { Controller, Get, Inject } from '@nestjs/common';
import { type Overview, overviewSchema } from '#contracts';
import { SESSION_DIRECTORY, type SessionDirectory } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';

/** The figures of the first page. */
@Controller('api/v1')
export class OverviewController {
  constructor(@Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory) {}

  @Get('overview')
  @Endpoint({ role: 'viewer', does: 'The figures of the first page', answer: overviewSchema })
  overview(): Overview {
    return this.directory.overview();
  }
}

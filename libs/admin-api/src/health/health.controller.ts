import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Endpoint } from '../openapi/endpoint.js';
import { Readiness, type ReadinessState } from './readiness.js';

const healthSchema = z.object({ status: z.enum(['alive', 'starting', 'ready', 'draining']) });

/** For load balancers and supervisors, so without sign-in; the status code is the answer. */
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('healthz')
  @Endpoint({ role: 'anyone', does: 'The process lives', answer: healthSchema })
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Endpoint({ role: 'anyone', does: 'Listening and not draining; 503 otherwise', answer: healthSchema })
  ready(@Res({ passthrough: true }) response: Response): { status: ReadinessState } {
    const { state } = this.readiness;
    if (state !== 'ready') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: state };
  }
}

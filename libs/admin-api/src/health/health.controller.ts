import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { SESSION_DIRECTORY, type SessionDirectory } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { Readiness } from './readiness.js';

const healthSchema = z.object({
  status: z.enum(['alive', 'starting', 'ready', 'draining', 'strained']),
  reason: z.string().optional(),
});
type Health = z.infer<typeof healthSchema>;

/** Nothing of what the system said: anyone may ask. */
const STRAINED: Health = {
  status: 'strained',
  reason: 'The disk does not take what the journal has to keep; nobody new is let in until it does.',
};

/** For load balancers and supervisors, so without sign-in; the status code is the answer. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    @Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory,
  ) {}

  @Get('healthz')
  @Endpoint({ role: 'anyone', does: 'The process lives', answer: healthSchema })
  alive(): Health {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Endpoint({
    role: 'anyone',
    does: 'Listening, able to keep what it takes, and not draining; 503 otherwise',
    answer: healthSchema,
  })
  ready(@Res({ passthrough: true }) response: Response): Health {
    const health = this.#health();
    if (health.status !== 'ready') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return health;
  }

  #health(): Health {
    const { state } = this.readiness;
    const strained = state === 'ready' && (this.directory.overview().journal?.strainedSince ?? null) !== null;
    return strained ? STRAINED : { status: state };
  }
}

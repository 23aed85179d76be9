import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { dashboardFiles } from './http/dashboard-files.js';
import { jsonBodiesOnly, neverStored } from './http/json-bodies.js';
import { securityHeaders } from './http/security-headers.js';
import { serveApiDocs } from './openapi/api-docs.js';

export interface HttpOptions {
  /** Absolute path of the built dashboard (dist/dashboard); it need not exist yet. */
  readonly dashboardDir: string;
  /** Answers `GET /metrics`; without it there is no such route. */
  readonly metrics?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Address or subnet of a reverse proxy whose X-Forwarded-* headers are believed. */
  readonly trustProxy?: string | undefined;
}

/** Sets up everything around the routes. To be called once, before `app.init()` or `app.listen()`. */
export function configureHttp(app: NestExpressApplication, options: HttpOptions): void {
  if (options.trustProxy !== undefined) app.set('trust proxy', options.trustProxy);
  app.use(securityHeaders());
  const { metrics } = options;
  if (metrics !== undefined) app.getHttpAdapter().getInstance().get('/metrics', metrics);
  app.use('/api/v1', neverStored, jsonBodiesOnly);
  // An import comes in chunks of a thousand accounts, about 400 bytes each.
  app.use(express.json({ limit: '1mb' }));
  serveApiDocs(app);
  app.use(dashboardFiles(options.dashboardDir));
}

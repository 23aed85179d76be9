import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { SESSION_COOKIE } from '../access/session-cookie.js';
import { componentSchemas, schemaOrRef } from './component-schemas.js';
import { loadSwagger } from './documented.js';

const DESCRIPTION = `Watch and steer the sessions of a Dormouse server.

Sign in first; the cookie does the rest, and every request but GET carries the \`x-csrf-token\` that signing in answered.
Programs send an API key instead, as \`Authorization: Bearer dmk_…\`; no key manages people, whatever its role.
Of each route \`x-role\`, \`x-right\`, \`x-api-keys\` and \`x-control-socket-only\` tell programs who may call it.
Refusals are problem details (RFC 9457) with a stable \`code\`. What changes meanwhile comes over the WebSocket
\`/api/v1/live\`: viewers send LiveRequest, the server LiveMessage.`;

/** OpenAPI 3.1 of every route, made from the routes and the zod contracts themselves. */
export async function buildApiDocument(app: NestExpressApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await loadSwagger();
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Dormouse admin API')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    .addCookieAuth(SESSION_COOKIE)
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-csrf-token' }, 'csrf')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'dmk_…' }, 'apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema) =>
      schema instanceof z.ZodType ? { schema: schemaOrRef(schema) } : undefined,
  });
  return { ...document, components: { ...document.components, schemas: componentSchemas() } };
}

const PLACE = /^\/api\/docs(-json)?(\/|$)/i;

/** `/api/docs` to read and try, `/api/docs-json` for programs. Made when first asked for: most starts never need it.
 *  The pages' scripts and styles come from this server, so they work without a network. */
export function serveApiDocs(app: NestExpressApplication): void {
  let pages: Promise<Router> | undefined;
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!PLACE.test(request.path)) return next();
    pages ??= makePages(app);
    pages.then((router) => router(request, response, next), next);
  });
}

async function makePages(app: NestExpressApplication): Promise<Router> {
  const { SwaggerModule } = await loadSwagger();
  const document = await buildApiDocument(app);
  const router = Router();
  const adapter = new ExpressAdapter(router);
  // By now it is too late for routes of the application's own: they would come after the one that answers 404.
  const site = Object.create(app, {
    getHttpAdapter: { value: () => adapter },
    useStaticAssets: { value: adapter.useStaticAssets.bind(adapter) },
  }) as NestExpressApplication;
  SwaggerModule.setup('api/docs', site, document, { raw: ['json'], customSiteTitle: 'Dormouse admin API' });
  return router;
}

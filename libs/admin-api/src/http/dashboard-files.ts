import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response, Router } from 'express';

/** What is not the dashboard's: there an unknown address is a 404, never the dashboard's page. */
const NOT_PAGES = /^\/(?:api|xmpp-websocket|metrics|healthz|readyz)(?:\/|$)/;

const NOT_BUILT = `Dormouse is running, but its dashboard has not been built.

Build it with:  npm run build
and load this page again. The API is at /api/v1, its documentation at /api/docs.
`;

/** Serves the built dashboard, a single-page application: every address that a person opens and that is no file is its page. */
export function dashboardFiles(directory: string): Router {
  const router = Router();
  const page = join(directory, 'index.html');
  router.use(
    express.static(directory, {
      redirect: false,
      setHeaders: (response, file) => {
        // Vite puts a hash of the content into the name of everything below assets/, so such a file never changes.
        const hashed = file.startsWith(join(directory, 'assets'));
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  router.use((request: Request, response: Response, next: NextFunction) => {
    if (!wantsPage(request)) return next();
    if (!existsSync(page)) return response.status(503).type('text/plain').send(NOT_BUILT);
    return response.sendFile(page, { headers: { 'Cache-Control': 'no-cache' }, cacheControl: false });
  });
  return router;
}

function wantsPage({ method, path, headers }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (NOT_PAGES.test(path)) return false;
  return path === '/' || (headers.accept?.includes('text/html') ?? false);
}

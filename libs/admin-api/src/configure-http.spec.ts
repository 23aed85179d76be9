import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApp } from './testing/test-app.js';

let app: TestApp;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dormouse-dashboard-'));
  app = await TestApp.start({
    dashboardDir: folder,
    metrics: (_request, response) => response.end('# metrics'),
  });
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

const html = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
const get = (path: string, init = {}) => app.client().raw('GET', path, init);

describe('before the dashboard is built', () => {
  it('says how to build it', async () => {
    const response = await get('/', html);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toContain('npm run build');
  });
});

describe('with a built dashboard', () => {
  beforeAll(async () => {
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Dormouse</title>');
    await writeFile(join(folder, 'assets', 'index-abc123.js'), 'export {};');
    await writeFile(join(folder, 'mark.svg'), '<svg/>');
  });

  it('serves its page, which is asked for anew each time', async () => {
    const response = await get('/', html);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>Dormouse</title>');
  });

  it.each(['/sessions', '/sessions/abc?state=hibernating', '/users/romeo@localhost'])(
    'serves the page at %s, which the dashboard itself understands',
    async (path) => {
      expect(await (await get(path, html)).text()).toContain('<title>Dormouse</title>');
    },
  );

  it('lets browsers keep hashed files for good, and others not', async () => {
    const hashed = await get('/assets/index-abc123.js');
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/mark.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/api/v1/nope', '/api/nope', '/xmpp-websocket', '/healthz/nope', '/metrics/nope'])(
    'does not serve the page at %s',
    async (path) => {
      const response = await get(path, html);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'no-such-route' });
    },
  );

  it('does not serve the page to what asks for no page, or sends something', async () => {
    expect((await get('/assets/gone-123.js', { headers: { accept: '*/*' } })).status).toBe(404);
    expect((await app.client().raw('POST', '/sessions', html)).status).toBe(404);
  });

  it('serves nothing from outside its folder', async () => {
    const response = await get('/..%2f..%2f..%2fetc%2fpasswd');
    expect([403, 404]).toContain(response.status);
    expect(await response.json()).toMatchObject({ code: expect.any(String) });
  });
});

describe('headers', () => {
  it('keep the dashboard to its own origin', async () => {
    const { headers } = await get('/', html);
    expect(headers.get('content-security-policy')?.split(';')).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      `connect-src 'self' ws://${app.host} wss://${app.host}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

describe('a Host header that is no host', () => {
  it('gets nowhere near the policy', async () => {
    const policy = await new Promise<unknown>((resolve, reject) => {
      const headers = { host: "x; script-src *; connect-src 'self'" };
      request(`http://${app.host}/`, { headers }, (response) => {
        response.resume();
        resolve(response.headers['content-security-policy']);
      })
        .on('error', reject)
        .end();
    });
    expect(policy).toContain("connect-src 'self' 'self';");
    expect(policy).not.toContain('script-src *');
  });
});

describe('metrics', () => {
  it('are handed to whom the application names', async () => {
    expect(await (await get('/metrics')).text()).toBe('# metrics');
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { call, keepCsrfToken, onSignedOut, segment } from './api-client.js';
import { ApiError } from './problem.js';

const fetched = vi.fn<typeof fetch>();
const answer = z.object({ n: z.number() });

beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
  keepCsrfToken(null);
  onSignedOut(() => {});
});

const replies = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  fetched.mockResolvedValueOnce(
    new Response(body === undefined ? null : JSON.stringify(body), { status, headers }),
  );
const sent = () => {
  const [url, init] = fetched.mock.lastCall ?? [];
  return { url, headers: new Headers(init?.headers), body: init?.body };
};
const problem = (status: number, code: string) => ({ type: 'about:blank', title: code, status, code });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as ApiError,
  );

describe('a request', () => {
  it('leaves out of the query what is not given', async () => {
    replies(200, { n: 1 });
    await call({
      path: '/sessions',
      query: { state: 'connected', user: '', after: undefined, limit: 50 },
      answer,
    });
    expect(sent().url).toBe('/api/v1/sessions?state=connected&limit=50');
  });

  it('carries the CSRF token only where it changes something', async () => {
    keepCsrfToken('t0ken');
    replies(200, { n: 1 });
    await call({ path: '/x', answer });
    expect(sent().headers.has('x-csrf-token')).toBe(false);
    replies(200, { n: 1 });
    await call({ method: 'PUT', path: '/x', body: { value: 3 }, answer });
    expect(sent().headers.get('x-csrf-token')).toBe('t0ken');
    expect(sent().body).toBe('{"value":3}');
  });

  it('accepts an empty answer where none is due', async () => {
    replies(204, undefined);
    await expect(call({ method: 'DELETE', path: '/x', answer: z.unknown() })).resolves.toBeUndefined();
  });

  it('keeps a JID in one path segment', () => expect(segment('a/b?c@d')).toBe('a%2Fb%3Fc%40d'));
});

describe('a refusal', () => {
  it('is the problem of the server, with its Retry-After', async () => {
    replies(429, problem(429, 'too-many-attempts'), { 'retry-after': '90' });
    expect(await failure(call({ path: '/x', answer }))).toMatchObject({
      status: 429,
      code: 'too-many-attempts',
      retryAfter: 90,
    });
  });

  it('of 401 ends the visit, unless one only asked who one is', async () => {
    const leave = vi.fn();
    onSignedOut(leave);
    replies(401, problem(401, 'not-signed-in'));
    await failure(call({ path: '/me', answer, anonymous: true }));
    expect(leave).not.toHaveBeenCalled();
    replies(401, problem(401, 'not-signed-in'));
    await failure(call({ path: '/overview', answer }));
    expect(leave).toHaveBeenCalledTimes(1);
  });

  it('is told apart from no answer and from an answer of another shape', async () => {
    fetched.mockRejectedValueOnce(new TypeError('fetch failed'));
    expect(await failure(call({ path: '/x', answer }))).toMatchObject({ status: 0, code: 'unreachable' });
    replies(200, { n: 'many' });
    expect(await failure(call({ path: '/x', answer }))).toMatchObject({ code: 'unexpected-answer' });
    fetched.mockResolvedValueOnce(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await failure(call({ path: '/x', answer }))).toMatchObject({
      status: 502,
      code: 'unexpected-answer',
    });
  });
});

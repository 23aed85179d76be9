import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type ApiError, get, put } from '#contracts';
import { call, keepCsrfToken, onDenied, onSignedOut } from './api-client.js';

const fetched = vi.fn<typeof fetch>();
const answer = z.object({ n: z.number() });
const look = get('/x', { answer });
const change = put('/x', { body: z.object({ value: z.number() }), answer });

beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
  keepCsrfToken(null);
  onSignedOut(() => {});
  onDenied(() => {});
});

const replies = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  fetched.mockResolvedValueOnce(Response.json(body, { status, headers }));
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
  it('carries the CSRF token only where it changes something', async () => {
    keepCsrfToken('t0ken');
    replies(200, { n: 1 });
    await call(look, {});
    expect(sent().headers.has('x-csrf-token')).toBe(false);
    replies(200, { n: 1 });
    await call(change, { body: { value: 3 } });
    expect(sent().headers.get('x-csrf-token')).toBe('t0ken');
    expect(sent().body).toBe('{"value":3}');
  });
});

describe('a refusal', () => {
  it('is the problem of the server, with its Retry-After', async () => {
    replies(429, problem(429, 'too-many-attempts'), { 'retry-after': '90' });
    expect(await failure(call(look, {}))).toMatchObject({
      status: 429,
      code: 'too-many-attempts',
      retryAfter: 90,
    });
  });

  it('of 401 ends the visit, unless one only asked who one is', async () => {
    const leave = vi.fn();
    onSignedOut(leave);
    replies(401, problem(401, 'not-signed-in'));
    await failure(call(look, {}, { anonymous: true }));
    expect(leave).not.toHaveBeenCalled();
    replies(401, problem(401, 'not-signed-in'));
    await failure(call(look, {}));
    expect(leave).toHaveBeenCalledTimes(1);
  });

  it.each(['role-too-low', 'right-missing'])('for %s lets one ask anew what one may', async (code) => {
    const asked = vi.fn();
    onDenied(asked);
    replies(403, problem(403, 'wrong-password'));
    await failure(call(change, { body: { value: 3 } }));
    expect(asked).not.toHaveBeenCalled();
    replies(403, problem(403, code));
    await failure(call(change, { body: { value: 3 } }));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is told apart from no answer and from an answer of another shape', async () => {
    fetched.mockRejectedValueOnce(new TypeError('fetch failed'));
    expect(await failure(call(look, {}))).toMatchObject({ status: 0, code: 'unreachable' });
    replies(200, { n: 'many' });
    expect(await failure(call(look, {}))).toMatchObject({ code: 'unexpected-answer' });
    fetched.mockResolvedValueOnce(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await failure(call(look, {}))).toMatchObject({
      status: 502,
      code: 'unexpected-answer',
    });
  });
});

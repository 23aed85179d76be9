import { expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { ApiRequest } from './call.js';
import { ApiClient, ApiError } from './client.js';
import { get, put, remove } from './route.js';

const limit = put('/users/{jid}/limits/{name}', {
  body: z.object({ value: z.number() }),
  answer: z.object({ effective: z.number() }),
});
const list = get('/sessions', {
  query: z.object({ filter: z.array(z.string()), sort: z.string().optional() }),
  answer: z.object({ items: z.array(z.string()) }),
});
const forget = remove('/old-sessions/{id}', { answer: z.undefined() });

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: ApiRequest[] = [];
  const client = new ApiClient((request) => {
    asked.push(request);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return Promise.resolve({ status, text, header: (name) => headers[name] ?? null });
  });
  return { asked, client };
}

it('encodes what the path, the query and the body hold', async () => {
  const { asked, client } = answering(200, { effective: 3 }, { etag: '"7"' });
  const call = { path: { jid: 'ro/m?e%o@localhost', name: 'n' }, body: { value: 3 } };
  const answer = await client.answered(limit, { ...call, headers: { 'if-match': '"6"' } });
  expect(answer).toEqual({ data: { effective: 3 }, etag: '"7"' });
  expect(asked).toEqual([
    {
      method: 'PUT',
      path: '/api/v1/users/ro%2Fm%3Fe%25o%40localhost/limits/n',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'if-match': '"6"' },
      body: '{"value":3}',
      signal: undefined,
    },
  ]);
});

it('repeats a parameter for each item, and leaves out what is not there', async () => {
  const { asked, client } = answering(200, { items: ['a'] });
  const filter = ['unacked>10', 'user~ro&meo'];
  expect(await client.call(list, { query: { filter, sort: undefined } })).toEqual({ items: ['a'] });
  expect(asked[0]).toMatchObject({
    path: '/api/v1/sessions?filter=unacked%3E10&filter=user%7Ero%26meo',
    body: undefined,
    headers: { accept: 'application/json' },
  });
});

it('takes no body for no answer', async () => {
  const { client } = answering(204, '');
  expect(await client.call(forget, { path: { id: 's1' } })).toBeUndefined();
});

it('takes as text what is no JSON', async () => {
  const table = get('/audit/export', { answer: z.string() });
  const { client } = answering(200, '1,2\r\n', { 'content-type': 'text/csv; charset=utf-8' });
  expect(await client.call(table, {})).toBe('1,2\r\n');
});

const refusal = async (call: Promise<unknown>): Promise<ApiError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

it('throws what the server refused with', async () => {
  const problem = { type: 'about:blank', title: 'Too many', status: 429, code: 'brake', detail: 'Wait.' };
  const { client } = answering(429, problem, { 'retry-after': '30' });
  const error = await refusal(client.call(list, {}));
  expect([error.code, error.status, error.message, error.retryAfter]).toEqual(['brake', 429, 'Wait.', 30]);
});

it('throws for an answer no contract knows', async () => {
  const strange = (await refusal(answering(200, { items: 3 }).client.call(list, {}))).problem;
  expect(strange).toMatchObject({ code: 'unexpected-answer', status: 200 });
  const html = (await refusal(answering(502, '<h1>').client.call(list, {}))).problem;
  expect(html).toMatchObject({ code: 'unexpected-answer', status: 502, detail: 'The server answered 502.' });
});

it('asks for what its route needs', () => {
  const { client } = answering(200, {});
  const wrong = [
    // @ts-expect-error the name is missing
    () => client.call(limit, { path: { jid: 'a@b' }, body: { value: 1 } }),
    // @ts-expect-error the body is missing
    () => client.call(limit, { path: { jid: 'a@b', name: 'n' } }),
    // @ts-expect-error there is no body to give
    () => client.call(list, { body: {} }),
  ];
  expect(wrong).toHaveLength(3);
  expectTypeOf(() => client.call(list, {})).returns.resolves.toEqualTypeOf<{ items: string[] }>();
});

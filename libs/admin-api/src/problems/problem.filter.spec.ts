import { Controller, Get, Res } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/internal';
import type { Response } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '#contracts';
import { Endpoint } from '../openapi/endpoint.js';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';
import { ApiProblem } from './api-problem.js';
import { ProblemFilter } from './problem.filter.js';

@Controller('half')
class HalfController {
  @Get()
  @Endpoint({ role: 'anyone', does: 'Break off in the middle' })
  half(@Res() response: Response): void {
    response.write('the first half');
    throw new Error('no second half');
  }
}

let app: TestApp;
let admin: ApiClient;

beforeAll(async () => {
  app = await TestApp.start({}, [HalfController]);
  admin = await app.as('admin');
});
afterAll(() => app.stop());

describe('problems', () => {
  it('have a type, a title, their status and a code, and are not kept by anyone', async () => {
    const reply = await admin.get('/sessions/nope');
    expect(reply.body).toEqual({
      type: 'urn:dormouse:problem:no-such-session',
      title: 'No such session',
      status: 404,
      code: 'no-such-session',
    });
    expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('answer a body that is no JSON without quoting it', async () => {
    const reply = await admin.post('/accounts', '{"jid": "secret');
    expect(reply).toMatchObject({ status: 400, code: 'malformed-json' });
    expect(JSON.stringify(reply.body)).not.toContain('secret');
  });

  it('answer a body over 1 MiB', async () => {
    const reply = await admin.post('/accounts', { jid: 'x'.repeat(1024 * 1024) });
    expect(reply).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'answer a body of type %s, which a form could send',
    async (type) => {
      const reply = await admin.post('/accounts', '{}', { 'content-type': type });
      expect(reply).toMatchObject({ status: 415, code: 'not-json' });
    },
  );

  it('answer an unknown address, a wrong method and a broken one', async () => {
    expect(await admin.get('/nope')).toMatchObject({ status: 404, code: 'no-such-route' });
    expect(await admin.post('/overview')).toMatchObject({ status: 404, code: 'no-such-route' });
    expect(await admin.get('/sessions/%ff')).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('are kept by nobody outside the API either', async () => {
    const response = await admin.raw('GET', '/nope');
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('answer a body of another type that comes without a length', async () => {
    const body = new Blob(['{}']).stream();
    const headers = { 'content-type': 'text/plain', 'x-csrf-token': admin.csrfToken ?? '' };
    const response = await admin.raw('POST', '/api/v1/accounts', { body, headers, duplex: 'half' });
    expect(await response.json()).toMatchObject({ code: 'not-json' });
  });

  it('break the connection when the answer has begun', async () => {
    await expect(admin.raw('GET', '/half').then((response) => response.text())).rejects.toThrow(TypeError);
  });

  it('throw nothing themselves then', () => {
    const response = {
      headersSent: true,
      destroyed: 0,
      destroy: () => {
        response.destroyed += 1;
      },
    };
    const host = new ExecutionContextHost([{}, response]);
    new ProblemFilter().catch(new ApiProblem('no-such-route'), host);
    expect(response.destroyed).toBe(1);
  });

  it('name at most fifty of the mistakes in a body', async () => {
    const accounts = Array.from({ length: 100 }, () => ({}));
    const reply = await admin.post('/accounts/import', { accounts });
    expect(problemSchema.parse(reply.body).errors).toHaveLength(50);
  });

  it.each(['SQLITE_FULL', 'ENOSPC'])('say that the disk is full where it is: %s', async (code) => {
    const list = app.accounts.list;
    app.accounts.list = async () => {
      throw Object.assign(new Error(`${code}: /var/lib/secret.db`), { code });
    };
    const reply = await admin.get('/accounts');
    app.accounts.list = list;
    expect(reply).toMatchObject({ status: 503, code: 'disk-full' });
    expect(JSON.stringify(reply.body)).not.toContain('secret');
  });

  it('tell nothing of our own mistakes but where the log tells more', async () => {
    const list = app.accounts.list;
    app.accounts.list = async () => {
      throw new Error('SQLITE_CORRUPT: /var/lib/secret.db');
    };
    const reply = await admin.get('/accounts');
    app.accounts.list = list;
    expect(reply).toMatchObject({ status: 500, code: 'internal-error' });
    expect(JSON.stringify(reply.body)).not.toContain('SQLITE');
    expect(reply.body).toMatchObject({ detail: expect.stringMatching(/log tells more under [\da-f-]{36}/) });
  });
});

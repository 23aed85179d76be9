import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from '../../support/server-process.js';
import { type Administrator, everyAdministrator } from './administrators.js';
import { type ApiDocument, type Operation, readApiDocument } from './api-document.js';
import { addressOf, sampleOf } from './samples.js';

let server: ServerProcess;
let document: ApiDocument;
let everyone: Administrator[];

beforeAll(async () => {
  server = await ServerProcess.start();
  document = await readApiDocument(`http://127.0.0.1:${server.address.http}`);
  everyone = await everyAdministrator(server);
});
afterAll(() => server.dispose());

const rank = { anyone: -1, viewer: 0, operator: 1, admin: 2 } as const;

/** How the guard refuses; everything else is said by the route itself. */
const refusals = new Set([
  'not-signed-in',
  'wrong-api-key',
  'not-for-api-keys',
  'role-too-low',
  'control-socket-only',
  'right-missing',
  'csrf-token',
  'foreign-origin',
]);

/** What the document says of this caller at this route: a refusal and its status, or to be let in. */
function expected(operation: Operation, by: Administrator): { status: number; code: string } | 'let in' {
  const { role, right, apiKeys, controlSocketOnly } = operation;
  if (by.via === 'cli' || role === 'anyone') return 'let in';
  if (by.role === null) return { status: 401, code: 'not-signed-in' };
  if (by.via === 'key' && !apiKeys) return { status: 403, code: 'not-for-api-keys' };
  if (rank[by.role] < rank[role]) return { status: 403, code: 'role-too-low' };
  if (controlSocketOnly) return { status: 403, code: 'control-socket-only' };
  if (right !== null && !by.rights.includes(right)) return { status: 403, code: 'right-missing' };
  return 'let in';
}

async function tryOut(operation: Operation, by: Administrator): Promise<void> {
  const { method, body, statuses } = operation;
  const text = body && JSON.stringify(sampleOf(body, document.resolve));
  const { status, code } = await by.send({
    method,
    path: addressOf(operation, document.resolve),
    body: text,
  });
  const what = `${by.name} ${method} ${operation.path}`;
  const should = expected(operation, by);
  if (should !== 'let in') expect([what, status, code]).toEqual([what, should.status, should.code]);
  else {
    expect([what, refusals.has(code ?? '')]).toEqual([what, false]);
    expect([what, statuses]).toEqual([what, expect.arrayContaining([status])]);
  }
  if (operation.path.endsWith('/sign-out') && should === 'let in') await by.signIn();
}

describe('every route', () => {
  it('says who may call it', () => {
    expect(document.operations.length).toBeGreaterThan(40);
    for (const { method, path, role, apiKeys, right, controlSocketOnly } of document.operations) {
      const told = [path, Object.keys(rank).includes(role), typeof apiKeys, typeof controlSocketOnly];
      expect([method, ...told]).toEqual([method, path, true, 'boolean', 'boolean']);
      expect([path, right === null || typeof right === 'string']).toEqual([path, true]);
    }
  });

  it('does for everyone what its document says', async () => {
    for (const operation of document.operations) {
      await Promise.all(everyone.map((by) => tryOut(operation, by)));
    }
  }, 180_000);

  it('keeps API keys of every role away from people', () => {
    const people = /^\/api\/v1\/(accounts|operators|api-keys|sign-ins|me\/|sign-out)/;
    const open = document.operations.filter(({ path, apiKeys }) => people.test(path) && apiKeys);
    expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});

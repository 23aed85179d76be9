import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { control } from '../../support/control-socket.js';
import { ServerProcess } from '../../support/server-process.js';
import { type Administrator, type Answer, type Call, everyAdministrator } from './administrators.js';
import { type ApiDocument, type Operation, readApiDocument } from './api-document.js';
import { callsOf } from './hostile-calls.js';
import { KeptState } from './kept-state.js';

const REQUESTS = 5000;
/** A password takes a tenth of a second to check, by design; what copies or stops the server is not for a hail of requests. */
const FEW =
  /^(POST|PUT) .*\/(sign-in|sign-out|second-factor|remove|password|operators|accounts|backup|drain)$/;
const FEW_REQUESTS = 12;
/** Printed with a failure; set it to see that failure again. */
const SEED = Number(process.env['DORMOUSE_FUZZ_SEED'] ?? 198);

let server: ServerProcess;
let document: ApiDocument;
let callers: Administrator[];
let state: KeptState;
const known = ['victim@localhost', 'victim', 'smacks_max_hibernated_sessions', 'user=victim@localhost'];

beforeAll(async () => {
  server = await ServerProcess.start({
    DORMOUSE_LOG_LEVEL: 'error',
    // Each request says that it comes from another address: the brake is tried elsewhere, here it would stop the hail.
    DORMOUSE_HTTP_TRUST_PROXY: '127.0.0.1',
  });
  document = await readApiDocument(`http://127.0.0.1:${server.address.http}`);
  const everyone = await everyAdministrator(server);
  callers = everyone.filter(({ name }) =>
    ['the-admin', 'key:the-operator', 'the-viewer', 'nobody'].includes(name),
  );
  await server.addAccount('victim@localhost', 'secret');
  await control(server.dataDir, 'POST', '/operators', {
    username: 'victim',
    password: 'secret word',
    role: 'viewer',
  });
  const made = await control(server.dataDir, 'POST', '/api-keys', { name: 'victim', role: 'viewer' });
  known.push((made.body as { view: { id: string } }).view.id);
  state = await KeptState.open(server.dataDir);
});
afterAll(async () => {
  await state.close();
  await server.dispose();
});

const isFew = ({ method, path }: Operation): boolean => FEW.test(`${method} ${path}`);

const from = (address: string, call: Call): Call => ({
  ...call,
  headers: { ...call.headers, 'x-forwarded-for': address },
});

/** Each route as often as the others, in an order that is not theirs; an administrator calls most, for they get furthest. */
function hail(): { operation: Operation; call: Call; by: Administrator }[] {
  const few = document.operations.filter(isFew);
  const share = Math.ceil((REQUESTS - FEW_REQUESTS * few.length) / (document.operations.length - few.length));
  const [nobody, viewer, admin, key] = callers as [
    Administrator,
    Administrator,
    Administrator,
    Administrator,
  ];
  const by = fc.oneof({ weight: 6, arbitrary: fc.constant(admin) }, fc.constantFrom(nobody, viewer, key));
  const drops = document.operations.flatMap((operation, i) =>
    fc
      .sample(fc.record({ call: callsOf(operation, document, known), by, place: fc.nat() }), {
        numRuns: isFew(operation) ? FEW_REQUESTS : share,
        seed: SEED + i,
      })
      .map((drop, nth) => ({
        operation,
        ...drop,
        call: from(`10.${i}.${nth >> 8}.${nth & 255}`, drop.call),
      })),
  );
  return drops.sort((a, b) => a.place - b.place);
}

/** A refusal that changed something changes it again; what an earlier request still had to do is done by then. */
async function changesState({ call, by }: { call: Call; by: Administrator }): Promise<boolean> {
  for (let tries = 0; tries < 3; tries++) {
    const before = await state.digest();
    if ((await by.send(call)).status < 400 || (await state.digest()) === before) return false;
  }
  return true;
}

it('answers thousands of hostile requests without failing, and what is refused changes nothing', async () => {
  const drops = hail();
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  let before = await state.digest();
  for (const { operation, call, by } of drops) {
    const answer: Answer = await by.send(call);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const what = `${by.name} ${JSON.stringify(call)} → ${answer.status} ${answer.text.slice(0, 300)}`;
    if (answer.status >= 500) wrong.push(what);
    // A head of more than 16 KiB is Node's to refuse, before there is a route.
    else if (answer.status === 431 && call.path.length > 16_000) continue;
    else if (!operation.statuses.includes(answer.status)) wrong.push(`undocumented: ${what}`);
    if (operation.method !== 'GET' || answer.status >= 400) {
      const after = await state.digest();
      if (answer.status >= 400 && after !== before && (await changesState({ call, by })))
        wrong.push(`changed: ${what}`);
      before = after;
    }
    if (operation.path.endsWith('/sign-out') && answer.status < 300) await by.signIn();
  }
  expect({ seed: SEED, wrong }).toEqual({ seed: SEED, wrong: [] });
  expect(drops.length).toBeGreaterThanOrEqual(REQUESTS);
  // That it got past validation, and was stopped there, and everywhere in between.
  for (const status of [200, 201, 204, 400, 401, 403, 404, 409]) {
    expect([status, statuses.get(status) ?? 0]).toEqual([status, expect.any(Number)]);
    expect(statuses.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(0);
  }
}, 600_000);

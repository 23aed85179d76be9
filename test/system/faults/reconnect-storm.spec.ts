import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authenticate, bind, enable, openSecureStream, resume } from '../../support/negotiation.js';
import { ProbedServer } from '../../support/probed-server.js';
import { type Person, Stage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const CROWD = 10;
const stage = new Stage();
let server: ProbedServer;
beforeAll(async () => {
  server = new ProbedServer({ SMACKS_MAX_HIBERNATED_SESSIONS: String(CROWD) });
  stage.server = server;
  await server.start();
});
afterAll(() => stage.close());

const reads = (statements: readonly string[]) => statements.filter((sql) => /^\s*SELECT/i.test(sql));

describe.each(TRANSPORTS)('everybody reconnects at once over %s', (transport) => {
  const crowd = async (romeo: Person) => {
    const lost = [];
    for (let i = 0; i < CROWD; i += 1)
      lost.push(await romeo.signIn(transport, { sm: 'resume', presence: false }));
    return lost;
  };

  it('fault 16: <resume/> reads no database and derives no key', async () => {
    const romeo = await stage.person('romeo');
    const lost = await crowd(romeo);
    const arrived = await Promise.all(lost.map(() => romeo.arrive(transport)));
    for (const client of lost) client.cut();
    await server.work();
    await Promise.all(arrived.map((client, i) => resume(client, lost[i]!)));
    const { statements, derivations } = await server.work();
    expect([reads(statements), derivations]).toEqual([[], 0]);
  });

  it('fault 16: SCRAM costs one look at the account and no key derivation', async () => {
    const romeo = await stage.person('romeo');
    const lost = await crowd(romeo);
    for (const client of lost) client.cut();
    await server.work();
    await Promise.all(lost.map(async (client) => resume(await romeo.arrive(transport), client)));
    const { statements, derivations } = await server.work();
    expect(reads(statements)).toHaveLength(CROWD);
    for (const sql of reads(statements)) expect(sql).toMatch(/\baccounts?\b/);
    expect(derivations).toBe(0);
  });
});

describe('everybody reconnects at once with a password in the clear of TLS', () => {
  it('fault 16: PLAIN derives a key the first time and not again', async () => {
    const romeo = await stage.person('romeo');
    const arrive = async () => {
      const client = await stage.connect('starttls');
      await openSecureStream(client);
      await authenticate(client, romeo.user, romeo.password, 'PLAIN');
      return client;
    };
    await server.work();
    const first = await arrive();
    await bind(first);
    await enable(first);
    expect((await server.work()).derivations).toBe(1);
    first.cut();
    await resume(await arrive(), first);
    for (let i = 1; i < CROWD; i += 1) await arrive();
    expect((await server.work()).derivations).toBe(0);
  });
});

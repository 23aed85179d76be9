import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { resume } from '../../support/negotiation.js';
import { ProbedServer } from '../../support/probed-server.js';
import { Stage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = new Stage();
let server: ProbedServer;
beforeAll(async () => {
  server = new ProbedServer();
  stage.server = server;
  await server.start();
});
afterAll(() => stage.close());

const QUERY = `<iq type='get' id='v' to='localhost'><query xmlns='${NS.version}'/></iq>`;
const RESULT = "<iq type='result' id='v'/>";

describe.each(TRANSPORTS)('a connection killed while a handler waits, over %s', (transport) => {
  /** One stanza handled, and one whose handler waits. */
  const waiting = async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume', presence: false });
    await lost.expectNothing();
    await server.hold();
    lost.send(QUERY);
    lost.send(`<r xmlns='${NS.sm3}'/>`);
    expect(await lost.nextAck()).toBe(1);
    return { romeo, lost };
  };

  it('R15, R24: <resumed/> leaves out what is not safe yet; sent again it counts once and runs once', async () => {
    const { romeo, lost } = await waiting();
    lost.cut();
    const next = await romeo.arrive(transport);
    const resumed = await resume(next, lost);
    expect(resumed.attrs['h']).toBe('1');
    next.repeat(QUERY);
    next.send(`<r xmlns='${NS.sm3}'/>`);
    expect(await next.nextAck()).toBe(1);

    // The first run ends and is the only one: what the client repeated was on its way already, and is safe with it.
    expect(await server.release()).toBe(0);
    await next.expect(RESULT);
    expect(await next.nextAck()).toBe(2);
    await next.expectNothing();
    await next.acked();
  });

  it('R15, R24: what has become safe meanwhile is in the h of <resumed/>, its answer behind it', async () => {
    const { romeo, lost } = await waiting();
    await lost.hangUp();
    expect(await server.release()).toBe(0);
    const next = await romeo.arrive(transport);
    const resumed = await resume(next, lost);
    expect(resumed.attrs['h']).toBe('2');
    await next.expect(RESULT);
    await next.acked();
  });

  it('R32: what the lost connection left waiting holds up nothing that comes on the next one', async () => {
    const { romeo, lost } = await waiting();
    lost.cut();
    const next = await romeo.arrive(transport);
    await resume(next, lost);
    await next.expectNothing();
    next.send(`<r xmlns='${NS.sm3}'/>`);
    expect(await next.nextAck()).toBe(2);
    expect(await server.release()).toBe(0);
    await next.expect(RESULT);
  });

  it('R15: without a loss an <a/> follows unasked', async () => {
    const { lost } = await waiting();
    expect(await server.release()).toBe(0);
    await lost.expect(RESULT);
    expect(await lost.nextAck()).toBe(2);
  });
});

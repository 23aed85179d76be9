import { describe, expect, it } from 'vitest';
import { control } from '../../support/control-socket.js';
import { NS } from '../../support/namespaces.js';
import { bind, resume } from '../../support/negotiation.js';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

const act = async (person: Person, action: 'disable' | 'enable') => {
  const path = `/accounts/${encodeURIComponent(person.jid)}/${action}`;
  const { status } = await control(stage.server.dataDir, 'POST', path);
  expect(status).toBeLessThan(300);
};
const BIND = `<iq type='set' id='b'><bind xmlns='${NS.bind}'/></iq>`;

describe.each(TRANSPORTS)('an account disabled between authentication and bind, over %s', (transport) => {
  it('binds nothing, however it asks', async () => {
    const romeo = await stage.person('romeo');
    const early = await romeo.arrive(transport);
    await act(romeo, 'disable');
    early.send(BIND);
    await early.expectStreamError('not-authorized', "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>");
  });

  it('resumes nothing, and is itself again when it is enabled and authenticates anew', async () => {
    const romeo = await stage.person('romeo');
    const asleep = await romeo.signIn(transport, { sm: 'resume' });
    await asleep.hangUp();
    const next = await romeo.arrive(transport);
    await act(romeo, 'disable');
    await expect(resume(next, asleep)).rejects.toThrow('not-authorized');
    await act(romeo, 'enable');
    await bind(await romeo.arrive(transport));
  });
});

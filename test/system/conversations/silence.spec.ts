import { describe, it } from 'vitest';
import { openSecureStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage({ DORMOUSE_C2S_AUTH_TIMEOUT: '1' });

describe.each(TRANSPORTS)('whoever does not authenticate in time, over %s', (transport) => {
  it('is told so on an open stream (RFC 6120 §4.9.3.4)', async () => {
    const client = await stage.connect(transport);
    await openSecureStream(client);
    await client.expectStreamError('connection-timeout');
  });

  it('loses the connection when not even a stream was opened', async () => {
    const client = await stage.connect(transport);
    await client.ended();
  });

  it('may take all the time there is once a resource is bound', async () => {
    const patient = await (await stage.person('romeo')).signIn(transport);
    const late = await stage.connect(transport);
    await late.ended();
    await patient.expectNothing();
  });
});

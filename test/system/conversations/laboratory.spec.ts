import { expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { authenticate, bind, openStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';

const stage = openStage({ DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true' });

it('the laboratory switch lets a test in without TLS, PLAIN included, and shouts in the log', async () => {
  const romeo = await stage.person('romeo');
  const client = await stage.connect('plaintext');
  const features = await openStream(client);
  expect(features.child('mechanisms', NS.sasl)?.toString()).toContain('>PLAIN<');
  await authenticate(client, romeo.user, romeo.password, 'PLAIN');
  await bind(client);
  await client.expectNothing();
  expect(stage.server.log.join('\n')).toMatch(/plaintext/i);
});

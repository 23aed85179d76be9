import { ScramExchange } from '../bench/scram.mjs';
import { Lost } from './wire.mjs';

const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const textOf = (xml) => xml.slice(xml.indexOf('>') + 1, xml.lastIndexOf('<'));

/** The next element, which has to begin so. A connection that ends instead is {@link Lost}. */
export async function expect(wire, beginning) {
  const xml = await wire.read();
  if (xml.startsWith('<stream:error') || xml.startsWith('</stream:stream')) throw new Lost(xml);
  if (!xml.startsWith(beginning)) throw new Error(`expected ${beginning}, got ${xml}`);
  return xml;
}

/** Stream, SCRAM-SHA-256, and the stream after it, up to its features. */
export async function signIn(wire, { user, password, domain }) {
  const scram = new ScramExchange(user, password);
  wire.send(wire.header(domain));
  await expect(wire, '<stream:features');
  wire.send(`<auth xmlns='${SASL}' mechanism='SCRAM-SHA-256'>${scram.first}</auth>`);
  const challenge = await expect(wire, '<challenge');
  wire.send(`<response xmlns='${SASL}'>${await scram.final(textOf(challenge))}</response>`);
  const success = await expect(wire, '<success');
  if (!scram.verifies(textOf(success))) throw new Error('the server does not know the password');
  wire.send(wire.header(domain));
  await expect(wire, '<stream:features');
}

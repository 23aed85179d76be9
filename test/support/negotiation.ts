import type { Element } from './element.js';
import { NS } from './namespaces.js';
import { ScramExchange, type ScramMechanism } from './scram.js';
import type { XmlClient } from './xml-client.js';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** Opens or restarts the stream; answers the features. */
export async function openStream(client: XmlClient, to = 'localhost'): Promise<Element> {
  client.sendHeader(to);
  await client.expectEvent('header');
  return client.expect('<stream:features/>');
}

/** Stream, STARTTLS and the stream after it, as far as the transport needs them; answers the features before authentication. */
export async function openSecureStream(client: XmlClient): Promise<Element> {
  const features = await openStream(client);
  if (client.transport !== 'starttls') return features;
  client.send(`<starttls xmlns='${NS.tls}'/>`);
  await client.expect(`<proceed xmlns='${NS.tls}'/>`);
  await client.secure();
  return openStream(client);
}

/** `<auth mechanism='PLAIN'/>` with its initial response (RFC 4616). */
export const plainAuth = (username: string, password: string) =>
  `<auth xmlns='${NS.sasl}' mechanism='PLAIN'>${base64(`\0${username}\0${password}`)}</auth>`;

/** The client's part of a SCRAM login up to the server's verdict, which is left to the caller to expect. */
export async function scram(
  client: XmlClient,
  username: string,
  password: string,
  mechanism: ScramMechanism = 'SCRAM-SHA-256',
): Promise<ScramExchange> {
  const exchange = new ScramExchange(mechanism, username, password);
  client.send(`<auth xmlns='${NS.sasl}' mechanism='${mechanism}'>${base64(exchange.clientFirst)}</auth>`);
  const challenge = await client.expect(`<challenge xmlns='${NS.sasl}'/>`);
  const final = exchange.clientFinal(Buffer.from(challenge.text, 'base64').toString('utf8'));
  client.send(`<response xmlns='${NS.sasl}'>${base64(final)}</response>`);
  return exchange;
}

/** Authenticates, checks that the server knows the keys too, and restarts the stream; answers the features for binding. */
export async function authenticate(
  client: XmlClient,
  username: string,
  password: string,
  mechanism: ScramMechanism | 'PLAIN' = 'SCRAM-SHA-256',
): Promise<Element> {
  if (mechanism === 'PLAIN') {
    client.send(plainAuth(username, password));
    await client.expect(`<success xmlns='${NS.sasl}'/>`);
  } else {
    const exchange = await scram(client, username, password, mechanism);
    const success = await client.expect(`<success xmlns='${NS.sasl}'/>`);
    if (!exchange.verifies(Buffer.from(success.text, 'base64').toString('utf8')))
      throw new Error('the server does not prove that it knows the password (RFC 5802 §5.1)');
  }
  return openStream(client);
}

/** Binds a resource, the server's choice when none is given; answers the full JID. */
export async function bind(client: XmlClient, resource?: string): Promise<string> {
  const wish = resource === undefined ? '' : `<resource>${resource}</resource>`;
  client.send(`<iq type='set' id='bind'><bind xmlns='${NS.bind}'>${wish}</bind></iq>`);
  const result = await client.expect(
    `<iq type='result' id='bind'><bind xmlns='${NS.bind}'><jid/></bind></iq>`,
  );
  client.fullJid = result.child('bind', NS.bind)?.childText('jid') ?? '';
  return client.fullJid;
}

/** Turns stream management on; answers `<enabled/>`. */
export async function enable(client: XmlClient, resume = true, ns: string = NS.sm3): Promise<Element> {
  client.send(`<enable xmlns='${ns}'${resume ? " resume='true'" : ''}/>`);
  return client.expect(`<enabled xmlns='${ns}'/>`);
}

/** Asks, on an authenticated stream, for the session `lost` had; the answer is left to the caller to expect. */
export function askToResume(client: XmlClient, lost: XmlClient, h = lost.sm?.h ?? 0): void {
  if (!lost.sm) throw new Error('the lost connection had no stream management');
  const { ns, id } = lost.sm;
  client.resuming = lost.sm;
  client.resuming.handled = h;
  client.fullJid = lost.fullJid;
  client.send(`<resume xmlns='${ns}' previd='${id}' h='${h}'/>`);
}

/** Resumes the session `lost` had; answers `<resumed/>`. `h` is what the client says it received. */
export function resume(client: XmlClient, lost: XmlClient, h = lost.sm?.h ?? 0): Promise<Element> {
  askToResume(client, lost, h);
  return client.expect(`<resumed xmlns='${lost.sm?.ns}' previd='${lost.sm?.id}' h='*'/>`);
}

/** Sends initial presence and reads its echo and that of the account's other resources, in whatever order (RFC 6121 §4.2.2). */
export async function becomeAvailable(client: XmlClient, priority?: number): Promise<void> {
  client.send(
    priority === undefined ? '<presence/>' : `<presence><priority>${priority}</priority></presence>`,
  );
  client.send(`<iq type='get' id='settled' to='localhost'><ping xmlns='${NS.ping}'/></iq>`);
  const seen: (string | undefined)[] = [];
  for (let event = await client.next(); ; event = await client.next()) {
    if (event.kind !== 'element') throw new Error(`${event.kind} instead of presence`);
    if (event.element.is('iq', NS.client)) break;
    if (event.element.is('presence', NS.client)) seen.push(event.element.attrs['from']);
    else throw new Error(`${event.element} instead of presence`);
  }
  if (!seen.includes(client.fullJid)) throw new Error(`no presence of its own for ${client.fullJid}`);
}

import type { Element } from '../support/element.js';
import { NS } from '../support/namespaces.js';
import { ScramExchange, type ScramMechanism } from '../support/scram.js';
import type { SmSession } from './sm-session.js';
import type { Login } from './venue.js';
import type { Voice } from './voice.js';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const SCRAM: readonly ScramMechanism[] = ['SCRAM-SHA-256', 'SCRAM-SHA-1'];

/** Opens or restarts the stream; answers the features. */
export async function openStream(voice: Voice): Promise<Element> {
  voice.link.openStream(voice.domain);
  await voice.hearEvent('header');
  voice.features = await voice.hear('<stream:features/>');
  return voice.features;
}

/** Stream, STARTTLS where it is to be, and the stream after it; answers the features before authentication. */
export async function openSecureStream(voice: Voice, starttls: boolean): Promise<Element> {
  const features = await openStream(voice);
  if (!starttls) return features;
  if (!features.child('starttls', NS.tls)) throw voice.breach('no STARTTLS offered; --plain goes without it');
  voice.say(`<starttls xmlns='${NS.tls}'/>`);
  await voice.hear(`<proceed xmlns='${NS.tls}'/>`);
  await voice.link.secure(voice.domain);
  return openStream(voice);
}

/** Signs in by the best mechanism both know and restarts the stream; answers the features for binding. */
export async function authenticate(voice: Voice, features: Element, login: Login): Promise<Element> {
  const offered = (features.child('mechanisms', NS.sasl)?.elements ?? []).map(({ text }) => text);
  const mechanism = SCRAM.find((name) => offered.includes(name));
  if (mechanism) {
    const exchange = new ScramExchange(mechanism, login.user, login.password);
    voice.say(`<auth xmlns='${NS.sasl}' mechanism='${mechanism}'>${base64(exchange.clientFirst)}</auth>`);
    const challenge = await voice.hear(`<challenge xmlns='${NS.sasl}'/>`);
    const final = exchange.clientFinal(Buffer.from(challenge.text, 'base64').toString('utf8'));
    voice.say(`<response xmlns='${NS.sasl}'>${base64(final)}</response>`);
  } else {
    const plain = base64(`\0${login.user}\0${login.password}`);
    voice.say(`<auth xmlns='${NS.sasl}' mechanism='PLAIN'>${plain}</auth>`);
  }
  await voice.hear(`<success xmlns='${NS.sasl}'/>`);
  return openStream(voice);
}

/** Binds this resource, or one of the server's choice. */
export async function bind(voice: Voice, resource?: string): Promise<void> {
  const wish = resource === undefined ? '' : `<resource>${resource}</resource>`;
  voice.say(`<iq type='set' id='bind'><bind xmlns='${NS.bind}'>${wish}</bind></iq>`);
  const result = await voice.hear(`<iq type='result' id='bind'><bind xmlns='${NS.bind}'><jid/></bind></iq>`);
  voice.fullJid = result.child('bind', NS.bind)?.childText('jid') ?? '';
}

/** Turns stream management on; answers its session. `max` in seconds is what the client asks for. */
export async function enable(voice: Voice, resume = true, max?: number): Promise<SmSession> {
  const wish = `${resume ? " resume='true'" : ''}${max === undefined ? '' : ` max='${max}'`}`;
  voice.say(`<enable xmlns='${NS.sm3}'${wish}/>`);
  await voice.hear(`<enabled xmlns='${NS.sm3}'/>`);
  if (!voice.sm) throw new Error('no session after <enabled/>');
  return voice.sm;
}

/** The session of a voice that has one. */
export function sessionOf(voice: Voice): SmSession {
  if (!voice.sm) throw new Error(`${voice.name} has no stream management`);
  return voice.sm;
}

/** Resumes the session `lost` had; `h` is what the client says it has. Answers `<resumed/>`. */
export function resume(voice: Voice, lost: Voice, h?: number): Promise<Element> {
  const session = sessionOf(lost);
  voice.askToResume(session, h);
  return voice.hear(`<resumed xmlns='${session.ns}' previd='${session.id}' h='*'/>`);
}

/** Initial presence, settled. */
export async function becomeAvailable(voice: Voice, priority?: number): Promise<void> {
  voice.say(priority === undefined ? '<presence/>' : `<presence><priority>${priority}</priority></presence>`);
  await voice.settle();
}

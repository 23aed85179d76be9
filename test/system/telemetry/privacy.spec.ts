import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { control } from '../../support/control-socket.js';
import { NS } from '../../support/namespaces.js';
import {
  askToResume,
  authenticate,
  bind,
  enable,
  openSecureStream,
  resume,
  scram,
} from '../../support/negotiation.js';
import { OtlpReceiver } from '../../support/otlp-receiver.js';
import { exportedTexts, formsOfSmId, leaks } from '../../support/otlp-secrets.js';
import { ServerProcess } from '../../support/server-process.js';
import { Stage } from '../../support/stage.js';
import type { XmlClient } from '../../support/xml-client.js';

/** Everything is recorded, and everything is logged. */
const TALKATIVE = {
  DORMOUSE_TELEMETRY_ACK_RATIO: '1',
  DORMOUSE_TELEMETRY_MESSAGE_RATIO: '1',
  DORMOUSE_TELEMETRY_STORAGE_RATIO: '1',
  DORMOUSE_LOG_LEVEL: 'trace',
  DORMOUSE_REGISTRATION: 'true',
  OTEL_BSP_SCHEDULE_DELAY: '20',
  OTEL_BSP_MAX_QUEUE_SIZE: '20000',
};

/** Made up so that nothing of the server's own could hold one by chance. */
const SAID = {
  body: 'wherefore-art-thou',
  subject: 'on-the-balcony',
  'body of an offline message': 'while-you-were-out',
  'nickname in the roster': 'my-fair-sun',
  'group in the roster': 'capulet-kin',
  'status text': 'sighing-deeply',
  'stanza id': 'stanza-id-of-the-client',
  'resource of the phone': 'yellow-phone',
  'resource of the tablet': 'blue-tablet',
  'wrong password': 'open-sesame-please',
  'password chosen at registration': 'mab-queen-of-dreams',
  'name of a stranger': 'tybalt-the-unknown',
};
const KILL_NOTE = 'moved-to-mantua';

let collector: OtlpReceiver;
let stage: Stage;
const secrets: Record<string, string> = { ...SAID, 'words of an operator': KILL_NOTE };

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  stage = new Stage();
  stage.server = new ServerProcess({ ...TALKATIVE, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  await stage.server.start();
});
afterAll(async () => {
  await stage.server.dispose();
  await collector.stop();
});

const smIdOf = (client: XmlClient): string => client.sm?.id ?? '';

/** Login, contacts, chat to somebody here and to somebody away; a wrong password; resumptions right and wrong. */
async function live(): Promise<string> {
  const [romeo, juliet, nurse] = [
    await stage.person('romeo-montague'),
    await stage.person('juliet-capulet'),
    await stage.person('old-nurse'),
  ];
  for (const { user, jid, password } of [romeo, juliet, nurse])
    Object.assign(secrets, {
      [`name ${user}`]: user,
      [`address ${jid}`]: jid,
      [`password of ${user}`]: password,
    });
  const phone = await romeo.arrive('starttls');
  await bind(phone, SAID['resource of the phone']);
  await enable(phone);
  const tablet = await juliet.signIn('websocket', { resource: SAID['resource of the tablet'], sm: 'resume' });

  phone.send(
    `<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='${juliet.jid}' name='${SAID['nickname in the roster']}'><group>${SAID['group in the roster']}</group></item></query></iq>`,
  );
  await phone.expect("<iq type='result' id='1'/>");
  phone.send(`<presence to='${tablet.fullJid}'><status>${SAID['status text']}</status></presence>`);
  await tablet.expect('<presence/>');
  for (const to of [tablet.fullJid, nurse.jid])
    phone.send(
      `<message to='${to}' type='chat' id='${SAID['stanza id']}'><subject>${SAID.subject}</subject><body>${to === nurse.jid ? SAID['body of an offline message'] : SAID.body}</body></message>`,
    );
  await tablet.expect(`<message><body>${SAID.body}</body></message>`);
  await phone.acked();
  const chamber = await nurse.signIn('tls', { presence: false });
  chamber.send('<presence/>');
  await chamber.expect('<presence/>');
  await chamber.expect(`<message><body>${SAID['body of an offline message']}</body></message>`);

  const wrong = await stage.connect('starttls');
  await openSecureStream(wrong);
  await scram(wrong, romeo.user, SAID['wrong password']);
  await wrong.expect(`<failure xmlns='${NS.sasl}'/>`);
  await scram(wrong, SAID['name of a stranger'], SAID['wrong password']);
  await wrong.expect(`<failure xmlns='${NS.sasl}'/>`);

  phone.cut();
  const h = phone.sm?.h ?? 0;
  const thief = await nurse.arrive('starttls');
  askToResume(thief, phone, 0);
  await thief.expect(`<failed xmlns='${NS.sm3}'><item-not-found xmlns='${NS.stanzaErrors}'/></failed>`);
  const back = await romeo.arrive('starttls');
  Object.assign(secrets, formsOfSmId(smIdOf(phone)));
  await resume(back, phone, h);
  return romeo.user;
}

/** An account made by its owner, and what operators do to sessions, limits and accounts. */
async function operate(user: string): Promise<void> {
  const stranger = await stage.connect('starttls');
  await openSecureStream(stranger);
  const password = SAID['password chosen at registration'];
  stranger.send(
    `<iq type='set' id='r'><query xmlns='jabber:iq:register'><username>friar-laurence</username><password>${password}</password></query></iq>`,
  );
  await stranger.expect("<iq type='result' id='r'/>");
  await authenticate(stranger, 'friar-laurence', password);
  secrets['name chosen at registration'] = 'friar-laurence';

  const jid = `${user}@localhost`;
  await stage.server.setLimit(jid, 'smacks_max_hibernated_sessions', 3);
  const resumed = await collector.waitForSpan(
    (span) => span.name === 'xmpp.sm.resume' && span.status.code === 'UNSET',
  );
  const path = `/sessions/${String(resumed.attributes['session.id'])}/kill`;
  const { status } = await control(stage.server.dataDir, 'POST', path, { reason: KILL_NOTE });
  expect(status).toBeLessThan(300);
  await collector.waitForSpan((span) => span.name === 'xmpp.sm.kill');
}

describe('what leaves the server about a full run', () => {
  it('holds every kind of span, so that there is something to find', async () => {
    await operate(await live());
    expect((await stage.server.stop()).code).toBe(0);
    const names = new Set(collector.spans().map((span) => span.name));
    for (const name of [
      'xmpp.stream.open',
      'xmpp.auth',
      'xmpp.bind',
      'xmpp.sm.enable',
      'ack',
      'xmpp.message',
      'xmpp.message.route',
      'xmpp.message.deliver',
      'xmpp.sm.hibernation.start',
      'xmpp.sm.hibernation',
      'xmpp.sm.resume',
      'xmpp.sm.resume.replay',
      'xmpp.sm.kill',
      'xmpp.journal.batch',
      'db.insert',
    ])
      expect(names).toContain(name);
    const failed = collector.spans().filter((span) => span.status.code === 'ERROR');
    expect(failed.map((span) => span.name)).toEqual(expect.arrayContaining(['xmpp.auth', 'xmpp.sm.resume']));
    expect(collector.metrics().length).toBeGreaterThan(20);
  }, 120_000);

  it('holds nothing that was said, chosen or is secret: no body, password, address, resource or resumption id', () => {
    expect(leaks([{ where: 'here', text: `Oh ${SAID.body.toUpperCase()}!` }], secrets)).toHaveLength(1);
    expect(leaks(exportedTexts(collector), secrets)).toEqual([]);
  });

  it('names users by a hash alone', () => {
    const hashes = collector.spans().map((span) => span.attributes['user.hash'] ?? 'none');
    expect(new Set(hashes).size).toBeGreaterThanOrEqual(4);
    for (const hash of hashes) expect(hash).toMatch(/^([0-9a-f]{16}|none)$/);
    expect(collector.spans().filter((span) => 'user.id' in span.attributes)).toEqual([]);
    const keys = new Set(
      collector.metrics().flatMap(({ points }) => points.flatMap((p) => Object.keys(p.attributes))),
    );
    expect([...keys].filter((key) => /user|session|jid|resource/.test(key))).toEqual([]);
  });

  it('is led to by the log: a line about a session or a handshake names session, trace and span', () => {
    const lineWith = (words: string) => {
      const line = stage.server.log.find((text) => text.includes(words));
      return JSON.parse(line ?? '{}') as Record<string, unknown>;
    };
    const killed = collector.spans().find((span) => span.name === 'xmpp.sm.kill');
    expect(lineWith('session-ended reason=killed')).toMatchObject({
      'session.id': killed?.attributes['session.id'],
      trace_id: killed?.traceId,
      span_id: killed?.spanId,
    });
    const refused = collector
      .spans()
      .find((span) => span.name === 'xmpp.auth' && span.status.code === 'ERROR');
    expect(lineWith('authentication from')).toMatchObject({
      trace_id: refused?.traceId,
      span_id: refused?.parentSpanId,
    });
    expect(lineWith('ended: policy-violation')).toMatchObject({
      'session.id': killed?.attributes['session.id'],
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('is in the log without bodies, passwords, resources and resumption ids; only accounts are named there', () => {
    const named = /^(name|address) /;
    const kept = Object.entries(secrets).filter(
      ([what]) => !named.test(what) && !/^name (of a stranger|chosen)|operator/.test(what),
    );
    const { log } = stage.server;
    const texts = log.map((text) => ({ where: 'log', text }));
    expect(leaks(texts, Object.fromEntries(kept))).toEqual([]);
  });
});

it('a user has another hash at another installation', async () => {
  const elsewhere = await OtlpReceiver.start();
  onTestFinished(() => elsewhere.stop());
  const other = new Stage();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: elsewhere.url, OTEL_BSP_SCHEDULE_DELAY: '20' };
  other.server = new ServerProcess(env);
  onTestFinished(() => other.server.dispose());
  await other.server.start();
  const namesake = await other.person('romeo-montague');
  await namesake.signIn('websocket', { presence: false });
  await elsewhere.waitForSpan((span) => span.name === 'xmpp.bind');
  const hashesIn = (from: OtlpReceiver) =>
    new Set(from.spans().flatMap((span) => span.attributes['user.hash'] ?? []));
  const [hash, ...others] = hashesIn(elsewhere);
  expect(others).toEqual([]);
  expect(hashesIn(collector).size).toBeGreaterThan(0);
  expect(hashesIn(collector)).not.toContain(hash);
});

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { control } from '../../support/control-socket.js';
import { askToResume, bind, enable, resume } from '../../support/negotiation.js';
import { OtlpReceiver, type ReceivedSpan } from '../../support/otlp-receiver.js';
import { ServerProcess } from '../../support/server-process.js';
import { Stage } from '../../support/stage.js';

/** Spans leave soon, not after the SDK's five seconds. */
const QUICKLY = { OTEL_BSP_SCHEDULE_DELAY: '50', DORMOUSE_TELEMETRY_ACK_RATIO: '1' };

describe('the spans of a session, as a collector receives them', () => {
  const stage = new Stage();
  let collector: OtlpReceiver;

  beforeAll(async () => {
    collector = await OtlpReceiver.start();
    stage.server = new ServerProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...QUICKLY });
    await stage.server.start();
  });
  afterAll(async () => {
    await stage.server.dispose();
    await collector.stop();
  });

  /** The first span of this name about this session that was not asked for before. */
  const spanOf = async (name: string, fits: (span: ReceivedSpan) => boolean) => {
    const span = await collector.waitForSpan((candidate) => candidate.name === name && fits(candidate));
    expect(span.scope).toEqual({ name: 'dormouse', schemaUrl: 'https://opentelemetry.io/schemas/1.44.0' });
    expect(span.resource).toMatchObject({
      'service.name': 'dormouse',
      'service.version': expect.any(String),
    });
    return span;
  };
  const linked = (span: ReceivedSpan) => span.links.map(({ traceId, spanId }) => ({ traceId, spanId }));
  const self = ({ traceId, spanId }: ReceivedSpan) => ({ traceId, spanId });

  it('tell enable, both acknowledgements, hibernation, resume and its steps, each linked to what came before', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.arrive('starttls');
    await bind(phone, 'phone');
    await enable(phone);
    const enabled = await spanOf('xmpp.sm.enable', () => true);
    const session = enabled.attributes['session.id'];
    const mine = (span: ReceivedSpan) => span.attributes['session.id'] === session;
    expect(enabled).toMatchObject({ kind: 'SERVER', status: { code: 'UNSET' } });
    expect(enabled.attributes).toMatchObject({
      'xmpp.sm.resume_requested': true,
      'xmpp.sm.max_granted': 300,
    });
    const stream = await spanOf('xmpp.stream.open', (span) => span.spanId === enabled.parentSpanId);
    expect(stream).toMatchObject({ kind: 'SERVER', traceId: enabled.traceId, parentSpanId: undefined });
    const bound = await spanOf('xmpp.bind', mine);
    expect(bound).toMatchObject({ kind: 'SERVER', traceId: stream.traceId, parentSpanId: stream.spanId });

    phone.send("<iq type='get' id='1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
    await phone.expect("<iq type='result' id='1'/>");
    const ours = await spanOf('ack', (span) => mine(span) && span.kind === 'CLIENT');
    expect(ours.attributes).toMatchObject({
      'messaging.system': 'xmpp',
      'messaging.operation.name': 'ack',
      'messaging.operation.type': 'settle',
      'messaging.batch.message_count': 1,
      'xmpp.sm.h': 1,
      'xmpp.sm.unacked': 0,
    });
    expect(ours.endedAt).toBeGreaterThanOrEqual(ours.startedAt);
    await phone.acked();
    const theirs = await spanOf('ack', (span) => mine(span) && span.kind === 'SERVER');
    expect(theirs.attributes).toMatchObject({ 'messaging.batch.message_count': 1, 'xmpp.sm.h': 1 });

    phone.cut();
    const asleep = await spanOf('xmpp.sm.hibernation.start', mine);
    expect(asleep).toMatchObject({ kind: 'INTERNAL', parentSpanId: undefined });
    expect(asleep.traceId).not.toBe(stream.traceId);
    expect(asleep.attributes).toMatchObject({ 'xmpp.sm.reason': 'connection-lost', 'xmpp.sm.unacked': 0 });
    expect(asleep.attributes['xmpp.sm.deadline']).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(linked(asleep)).toEqual([self(stream)]);

    const juliet = await (await stage.person('juliet')).signIn('websocket');
    juliet.send(`<message to='${phone.fullJid}' id='m'><body>wherefore</body></message>`);
    await juliet.expectNothing();
    const back = await romeo.arrive('starttls');
    await resume(back, phone);
    await back.expect("<message id='m'/>");
    const resumed = await spanOf('xmpp.sm.resume', mine);
    expect(resumed).toMatchObject({ kind: 'SERVER', status: { code: 'UNSET' } });
    expect(resumed.attributes).toMatchObject({ 'xmpp.sm.replayed': 1, 'xmpp.sm.displaced': false });
    expect(linked(resumed)).toEqual([self(asleep)]);
    for (const step of ['claim', 'ack', 'replay']) {
      const child = await spanOf(`xmpp.sm.resume.${step}`, (span) => span.parentSpanId === resumed.spanId);
      expect(child).toMatchObject({ kind: 'INTERNAL', traceId: resumed.traceId });
    }
    const slept = await spanOf('xmpp.sm.hibernation', mine);
    expect(slept.kind).toBe('INTERNAL');
    expect(slept.attributes).toMatchObject({ 'xmpp.sm.outcome': 'resumed', 'xmpp.sm.queued': 1 });
    expect(slept.startedAt).toBe(asleep.startedAt);
    expect(linked(slept)).toEqual([self(asleep)]);
  });

  it('tell an expiry with its fates, and the resume that came too late as an error', async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn('websocket', { presence: false });
    lost.send("<enable xmlns='urn:xmpp:sm:3' resume='true' max='1'/>");
    await lost.expect("<enabled xmlns='urn:xmpp:sm:3' max='1'/>");
    const juliet = await (await stage.person('juliet')).signIn('starttls');
    lost.answering = false;
    juliet.send(`<message to='${lost.fullJid}' type='chat' id='m'><body>too late</body></message>`);
    await lost.expect("<message id='m'/>");
    lost.cut();
    await juliet.expect(`<message type='error' id='m' from='${lost.fullJid}'/>`);
    const expired = await spanOf('xmpp.sm.expire', () => true);
    const mine = (span: ReceivedSpan) => span.attributes['session.id'] === expired.attributes['session.id'];
    expect(expired.kind).toBe('INTERNAL');
    expect(expired.attributes).toMatchObject({
      'xmpp.sm.reason': 'timer',
      'xmpp.sm.fate.bounced': 1,
      'xmpp.sm.fate.rerouted': 0,
      'xmpp.sm.fate.dropped': 0,
    });
    const asleep = await spanOf('xmpp.sm.hibernation.start', mine);
    const slept = await spanOf('xmpp.sm.hibernation', mine);
    expect(slept.attributes['xmpp.sm.outcome']).toBe('expired');
    expect(slept.endedAt - slept.startedAt).toBeGreaterThanOrEqual(1000);
    expect(linked(expired)).toEqual([self(asleep)]);
    expect(linked(slept)).toEqual([self(asleep)]);

    const late = await romeo.arrive('starttls');
    askToResume(late, lost);
    await late.expect("<failed xmlns='urn:xmpp:sm:3' h='0'/>");
    const failed = await spanOf('xmpp.sm.resume', (span) => span.attributes['error.type'] === 'expired');
    expect(failed).toMatchObject({ kind: 'SERVER', status: { code: 'ERROR' } });
    expect(collector.spans().filter((span) => span.parentSpanId === failed.spanId)).toEqual([]);
  });

  it('tell a kill with its cause, also of a session that is connected', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn('starttls', { sm: 'resume' });
    const { body } = await control(stage.server.dataDir, 'GET', `/sessions?filter=user~${romeo.user}`);
    const [session] = (body as { items: { id: string }[] }).items;
    const id = session?.id ?? '';
    await control(stage.server.dataDir, 'POST', `/sessions/${id}/kill`, { reason: 'moved out' });
    await phone.expectStreamError('policy-violation');
    const killed = await spanOf('xmpp.sm.kill', (span) => span.attributes['session.id'] === id);
    expect(killed.attributes).toMatchObject({ 'xmpp.sm.reason': 'operator', 'xmpp.sm.fate.bounced': 0 });
    expect(stage.server.log.join()).toContain(
      `session-ended reason=killed cause=operator session=${id} user=${romeo.jid}`,
    );
  });

  it('never carry an address, a body or the id that would let another take the session over', async () => {
    const everything = JSON.stringify(collector.spans());
    for (const secret of ['romeo', 'juliet', '@localhost', 'wherefore', 'too late'])
      expect(everything).not.toContain(secret);
    const users = collector.spans().map((span) => span.attributes['user.hash'] ?? '');
    expect(users.filter(Boolean).length).toBeGreaterThan(0);
    for (const user of users) expect(user).toMatch(/^([0-9a-f]{16})?$/);
  });
});

describe('without a collector', () => {
  it('the server runs on and says so once', async () => {
    const gone = await OtlpReceiver.start();
    const { url } = gone;
    await gone.stop();
    const stage = new Stage();
    stage.server = new ServerProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: url, ...QUICKLY });
    onTestFinished(() => stage.server.dispose());
    await stage.server.start();
    const complaints = () => stage.server.log.filter((line) => line.includes('telemetry:'));
    const romeo = await stage.person('romeo');
    for (let visit = 0; visit < 5; visit += 1) {
      const client = await romeo.signIn('starttls', { sm: 'resume' });
      await client.acked();
      client.cut();
    }
    await expect.poll(() => complaints().length, { timeout: 30_000 }).toBe(1);
    const client = await romeo.signIn('websocket', { sm: 'resume' });
    await client.acked();
    const { code } = await stage.server.stop();
    expect(code).toBe(0);
    expect(complaints()).toHaveLength(1);
    expect(complaints()[0]).toContain('ECONNREFUSED');
  }, 60_000);
});

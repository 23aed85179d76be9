import { describe, expect, it, onTestFinished } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { askToResume, bind, enable, resume } from '../../support/negotiation.js';
import type { CollectedTelemetry } from '../../support/otlp-collected.js';
import { OtlpGrpcReceiver } from '../../support/otlp-grpc-receiver.js';
import { OtlpReceiver, type ReceivedSpan } from '../../support/otlp-receiver.js';
import { backwards, tellSpans } from '../../support/otlp-story.js';
import { ServerProcess } from '../../support/server-process.js';
import { type Person, Stage } from '../../support/stage.js';
import type { XmlClient } from '../../support/xml-client.js';
import { afterTheKill, beforeTheKill, type DaySpan, QUEUED, TOO_HIGH, theStory } from './day.fixture.js';

const everything = [...beforeTheKill, ...afterTheKill];

/** Short enough to be lived through in a test; nothing depends on how long anything takes. */
const TIMES = { SMACKS_HIBERNATION_TIME: '6', SMACKS_MAX_ACK_DELAY: '1' };
const SAMPLING = {
  DORMOUSE_TELEMETRY_LIFECYCLE_RATIO: '1',
  DORMOUSE_TELEMETRY_CONNECT_RATIO: '1',
  DORMOUSE_TELEMETRY_ACK_RATIO: '1',
  DORMOUSE_TELEMETRY_MESSAGE_RATIO: '1',
  DORMOUSE_TELEMETRY_STORAGE_RATIO: '0',
};

/** What operators do has spans of its own, and a day begins when the accounts are there. */
const ofTheDay = (span: ReceivedSpan) => !span.name.startsWith('admin.');

const chat = (to: XmlClient, id: string) =>
  `<message to='${to.fullJid}' type='chat' id='${id}'><body>wherefore</body></message>`;

const COLLECTORS = {
  'http/protobuf': () => OtlpReceiver.start(),
  grpc: () => OtlpGrpcReceiver.start(),
} as const;

describe('a day of a session, as a collector receives it', () => {
  it('is the spans of the fixture over HTTP and over gRPC, and its links lead from the end to the beginning', async () => {
    const days = [await beginDay('http/protobuf'), await beginDay('grpc')];
    // Most of a day is waiting for a deadline, so both are lived through at once.
    for (const spans of await Promise.all(days.map((day) => day.live()))) check(spans);
  }, 120_000);
});

/** A server and its collector, at dawn. */
async function beginDay(protocol: keyof typeof COLLECTORS): Promise<Day> {
  const collector = await COLLECTORS[protocol]();
  onTestFinished(() => collector.stop());
  const stage = new Stage();
  stage.server = new ServerProcess({
    ...TIMES,
    ...SAMPLING,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_BSP_SCHEDULE_DELAY: '20',
    OTEL_METRICS_EXPORTER: 'none',
  });
  onTestFinished(() => stage.server.dispose());
  await stage.server.start();
  return new Day(collector, stage);
}

function check(spans: readonly ReceivedSpan[]): void {
  const told = tellSpans(spans, everything);
  expect(byLabel(told)).toEqual(byLabel(everything));
  for (const { events, status, attributes, scope, resource } of spans) {
    expect(events).toEqual([]);
    expect(status).toEqual({ code: attributes['error.type'] ? 'ERROR' : 'UNSET', message: '' });
    expect(scope).toEqual({ name: 'dormouse', schemaUrl: 'https://opentelemetry.io/schemas/1.44.0' });
    expect(resource['service.name']).toBe('dormouse');
  }
  // A span with a parent is in its trace; one without begins a trace that nobody else begins.
  const traceOf = new Map(spans.map((span) => [span.spanId, span.traceId]));
  for (const { parentSpanId, traceId } of spans)
    if (parentSpanId !== undefined) expect(traceOf.get(parentSpanId)).toBe(traceId);
  const roots = spans.filter((span) => span.parentSpanId === undefined).map((span) => span.traceId);
  expect(new Set(roots).size).toBe(roots.length);

  const last = spans.find((span) => span.name === 'xmpp.sm.expire') as ReceivedSpan;
  const labels = backwards(last, spans).map((span) => told[spans.indexOf(span)]?.label);
  expect(labels).toEqual([...theStory]);
}

/** Compared as a whole, so that a difference shows every span that differs. */
const byLabel = (spans: readonly DaySpan[]) =>
  Object.fromEntries(
    [...spans].sort((a, b) => (a.label < b.label ? -1 : 1)).map((span) => [span.label, span]),
  );

/** Romeo's phone from login to the end of its session, and Juliet who writes to it. */
class Day {
  constructor(
    private readonly collector: CollectedTelemetry,
    private readonly stage: Stage,
  ) {}

  /** Answers the spans that the collector was sent. */
  async live(): Promise<ReceivedSpan[]> {
    const juliet = await this.stage.person('juliet');
    const romeo = await this.stage.person('romeo');
    const phone = await this.beforeTheKill(juliet, romeo);
    await this.stage.server.kill();
    await this.stage.server.restart();
    await this.afterTheKill(juliet, romeo, phone);
    return this.collector.spans().filter(ofTheDay);
  }

  private async beforeTheKill(juliet: Person, romeo: Person): Promise<XmlClient> {
    const balcony = await juliet.signIn('starttls', { presence: false });
    await this.told('bind', 1);
    const phone = await romeo.arrive('starttls');
    await bind(phone, 'phone');
    await enable(phone);

    balcony.send(chat(phone, 'chat'));
    await phone.expect("<message id='chat'/>");
    await this.acked(1);
    phone.send(chat(balcony, 'answer'));
    await phone.acked();
    await balcony.expect("<message id='answer'/>");

    phone.answering = false;
    balcony.send(chat(phone, 'unheard'));
    await phone.expect("<message id='unheard'/>");
    await this.told('sm.ack.delayed', 1);
    phone.send(`<a xmlns='${NS.sm3}' h='2'/>`);
    await this.acked(2);

    phone.cut();
    await this.told('sm.hibernation.start', 1);
    for (const id of QUEUED) {
      balcony.send(chat(phone, id));
      await balcony.expectNothing();
    }
    const back = await romeo.arrive('starttls');
    const { h } = phone.sm ?? { h: 0 };
    askToResume(back, phone, TOO_HIGH.h);
    await back.expect(
      `<failed xmlns='${NS.sm3}'><handled-count-too-high h='${TOO_HIGH.h}' send-count='${TOO_HIGH.sendCount}'/></failed>`,
    );
    await resume(back, phone, h);
    for (const id of QUEUED) await back.expect(`<message id='${id}'/>`);
    await this.complete(beforeTheKill);
    return back;
  }

  private async afterTheKill(juliet: Person, romeo: Person, phone: XmlClient): Promise<void> {
    const back = await romeo.arrive('starttls');
    await resume(back, phone);
    await this.told('sm.hibernation', 2);
    const balcony = await juliet.signIn('starttls', { presence: false });
    await this.told('bind', 3);
    back.cut();
    await this.told('sm.hibernation.start', 3);
    balcony.send(chat(back, 'too late'));
    await balcony.expect("<message type='error' id='too late'/>");
    await this.complete(everything);
  }

  /** The client has acknowledged what it was asked for, this many times. */
  private async acked(times: number): Promise<void> {
    await this.told('ack', times, (span) => span.kind === 'CLIENT');
  }

  /** So many spans of a name have left the server: it is done with what they tell. */
  private async told(name: string, count: number, fits: (span: ReceivedSpan) => boolean = () => true) {
    const full = name === 'ack' ? name : `xmpp.${name}`;
    const enough = (spans: readonly ReceivedSpan[]) =>
      spans.filter((span) => span.name === full && fits(span)).length >= count;
    await this.collector.waitForSpans(enough, 20_000);
  }

  /** All of it has left the server; what should not have come shows in the comparison. */
  private async complete(expected: readonly DaySpan[]): Promise<void> {
    await this.collector.waitForSpans((spans) => spans.filter(ofTheDay).length >= expected.length, 20_000);
  }
}

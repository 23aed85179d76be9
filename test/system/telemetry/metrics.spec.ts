import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { control } from '../../support/control-socket.js';
import { type Exposition, scrape } from '../../support/exposition.js';
import { resume } from '../../support/negotiation.js';
import { OtlpReceiver, type ReceivedMetric } from '../../support/otlp-receiver.js';
import { metricsIn } from '../../support/promql-names.js';
import type { ServerAddress } from '../../support/server-process.js';
import { Stage } from '../../support/stage.js';
import type { Transport } from '../../support/wire.js';
import { XmlClient } from '../../support/xml-client.js';
import { type ListedMetric, metricList } from './metric-list.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const inPrometheus = (text: string) => text.replaceAll('.', '_');
/** The names of a metric's samples: counters end in `_total`, a histogram is three (OpenTelemetry to Prometheus, §metric names). */
const samplesOf = (name: string, { kind }: ListedMetric): string[] =>
  kind === 'counter'
    ? [`${inPrometheus(name)}_total`]
    : kind === 'gauge'
      ? [inPrometheus(name)]
      : ['bucket', 'count', 'sum'].map((part) => `${inPrometheus(name)}_${part}`);

const list = Object.entries(metricList);
const known = new Set(list.flatMap(([name, metric]) => samplesOf(name, metric)));

/** The story is told before the tests, not within one: its clients end with the server. */
class Story extends Stage {
  override connect(transport: Transport, address: ServerAddress = this.server.address): Promise<XmlClient> {
    return XmlClient.connect(address, transport);
  }
}

const stage = new Story();
let collector: OtlpReceiver;
let scraped: Exposition;
let pushed: readonly ReceivedMetric[];

/** A login, chat, a resume, one refused, a sleeper that is ended, a close: whatever a metric tells of has happened once. */
async function story(): Promise<void> {
  const [romeo, juliet] = [await stage.person('romeo'), await stage.person('juliet')];
  const desk = await juliet.signIn('starttls', { sm: 'resume' });
  const phone = await romeo.signIn('websocket', { sm: 'resume' });
  phone.cut();
  const other = await romeo.signIn('starttls', { sm: 'resume', presence: false });
  other.cut();
  desk.send(`<message to='${phone.fullJid}' type='chat' id='m'><body>wherefore</body></message>`);
  await desk.acked();
  const back = await romeo.arrive('starttls');
  await resume(back, phone);
  await back.expect("<message id='m'/>");
  await back.acked();
  const stranger = await juliet.arrive('starttls');
  stranger.send("<resume xmlns='urn:xmpp:sm:3' previd='nobody' h='0'/>");
  await stranger.expect("<failed xmlns='urn:xmpp:sm:3'/>");
  const { body } = await control(
    stage.server.dataDir,
    'GET',
    `/sessions?filter=user~${romeo.user}&filter=state%3Dhibernating`,
  );
  for (const { id } of (body as { items: { id: string }[] }).items)
    await control(stage.server.dataDir, 'POST', `/sessions/${id}/kill`, { reason: 'lost' });
  stranger.cut();
  desk.cut();
}

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  await stage.open({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    OTEL_METRIC_EXPORT_TIMEOUT: '100',
    // New space fills at once, so that there are collections to tell of.
    NODE_OPTIONS: '--max-semi-space-size=1',
  });
  // Appends are timed from the first collection on.
  await scrape(stage.server.address);
});
afterAll(async () => {
  await stage.close();
  await collector.stop();
});

describe('after a session’s story', () => {
  beforeAll(async () => {
    await story();
    const complete = (samples: Exposition['samples']) =>
      samples.some(
        ({ name, labels }) => name === 'xmpp_sm_hibernation_duration_count' && labels['outcome'] === 'killed',
      );
    await vi.waitFor(
      async () => {
        scraped = await scrape(stage.server.address);
        if (!complete(scraped.samples)) throw new Error('the sleeper that was killed is not in the metrics');
      },
      { timeout: 20_000 },
    );
    const before = collector.metrics().length;
    await collector.waitForMetric(() => collector.metrics().length > before + list.length);
    pushed = collector.metrics().slice(before);
  });

  it.each(list)('/metrics has %s', (name, metric) => {
    const family = metric.kind === 'counter' ? `${inPrometheus(name)}_total` : inPrometheus(name);
    expect(scraped.types.get(family)).toBe(metric.kind);
    for (const sample of samplesOf(name, metric)) {
      const series = scraped.samples.filter((one) => one.name === sample);
      expect(series).not.toEqual([]);
      for (const { value } of series) expect(value).not.toBeNaN();
      const labels = new Set(series.flatMap((one) => Object.keys(one.labels)));
      labels.delete('le');
      const expected = Object.entries(metric.attributes ?? {});
      expect([...labels]).toEqual(expected.map(([attribute]) => inPrometheus(attribute)));
      for (const [attribute, values] of expected)
        expect(series.map((one) => one.labels[inPrometheus(attribute)] ?? '')).toEqual(
          expect.arrayContaining([...values]),
        );
    }
    if (metric.bounds) {
      const bounds = scraped.samples.filter((one) => one.name === `${inPrometheus(name)}_bucket`);
      expect(new Set(bounds.map(({ labels }) => Number(labels['le'])))).toEqual(
        new Set([...metric.bounds, Number.NaN]),
      );
    }
  });

  it.each(list)('a collector is pushed %s', (name, { kind, attributes = {} }) => {
    const found = pushed.filter((metric) => metric.name === name);
    expect(found).not.toEqual([]);
    const points = found.flatMap((metric) => metric.points);
    for (const point of points) expect(point.sum !== undefined).toBe(kind === 'histogram');
    const keys = new Set(points.flatMap((point) => Object.keys(point.attributes)));
    expect([...keys]).toEqual(Object.keys(attributes));
  });

  it('and nothing else is told, least of all who it was', () => {
    const others = scraped.samples.filter(({ name }) => !known.has(name) && name !== 'target_info');
    expect(new Set(others.map(({ name }) => name))).toEqual(new Set());
    expect([...new Set(pushed.map(({ name }) => name))].filter((name) => !(name in metricList))).toEqual([]);
    const everything = JSON.stringify([scraped.samples, pushed]);
    for (const word of ['romeo', 'juliet', '@', 'wherefore', '127.0.0.1'])
      expect(everything).not.toContain(word);
  });
});

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
const { groups } = parse(read('deploy/alerts.yml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

/** Prometheus itself makes these. */
const OF_PROMETHEUS = ['up', 'ALERTS'];

describe('what is deployed beside the server', () => {
  it.each(rules)(
    '$alert reads metrics that exist, and its runbook is written',
    ({ alert, expr, annotations }) => {
      const names = metricsIn(expr);
      expect(names).not.toEqual([]);
      expect(names.filter((name) => !known.has(name) && !OF_PROMETHEUS.includes(name))).toEqual([]);
      expect(annotations.summary).toBeTruthy();
      expect(annotations.runbook).toBe(`docs/observability.md#${alert.toLowerCase()}`);
      expect(read('docs/observability.md')).toMatch(new RegExp(`^#+ ${alert}$`, 'm'));
    },
  );

  it('each panel of the Grafana dashboard reads metrics that exist', () => {
    const queries: { readonly title: string; readonly expr: string }[] = [];
    const walk = (node: unknown, title: string): void => {
      if (Array.isArray(node)) for (const child of node) walk(child, title);
      else if (typeof node === 'object' && node !== null) {
        const { expr, title: own } = node as { expr?: unknown; title?: unknown };
        const inside = typeof own === 'string' ? own : title;
        if (typeof expr === 'string') queries.push({ title: inside, expr });
        for (const child of Object.values(node)) walk(child, inside);
      }
    };
    walk(JSON.parse(read('deploy/grafana/dormouse.json')), '');
    expect(queries.length).toBeGreaterThan(20);
    const unknown = queries.flatMap(({ title, expr }) =>
      metricsIn(expr)
        .filter((name) => !known.has(name) && !OF_PROMETHEUS.includes(name))
        .map((name) => `${title}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });
});

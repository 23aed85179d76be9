import { metrics as sdk } from '@opentelemetry/sdk-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeFailureSchema } from '#contracts';
import {
  buckets,
  Counters,
  type MetricsSource,
  observeAckDuration,
  observeConnectionDuration,
  observeHibernation,
  observeJournalAppend,
  observeResumeDuration,
  registerMetrics,
} from './index.js';

/** Nothing pushes: the spec collects when it wants to. */
class Reader extends sdk.MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

const counters = new Counters();
const source: MetricsSource = {
  counters,
  connections: () => 3,
  sessions: () => ({ connected: 2, hibernating: 5, ending: 0 }),
  oldSessions: () => 7,
  limits: () => ({ smacks_max_hibernated_sessions: 10, smacks_max_old_sessions: null }),
  queue: () => ({ stanzas: 11, bytes: 1300 }),
  queuesNearLimit: () => 4,
  eventLoopDelay: () => ({ p50: 1, p99: 20, max: 35 }),
  rssBytes: () => 4096,
  journal: () => ({ bytes: 900, segments: 2, oldestAge: 61, intents: 3, strained: true, quarantined: 1 }),
};

let reader: Reader;
let provider: InstanceType<typeof sdk.MeterProvider>;
let unregister: () => void;

beforeEach(() => {
  reader = new Reader();
  provider = new sdk.MeterProvider({ readers: [reader] });
  unregister = registerMetrics(provider.getMeter('spec'), source);
});

afterEach(async () => {
  unregister();
  await provider.shutdown();
});

/** name → what was collected: [attributes, value] of each point, and the kind of instrument. */
async function collect() {
  const { resourceMetrics, errors } = await reader.collect();
  expect(errors).toEqual([]);
  const all = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  return new Map(
    all.map((metric) => [
      metric.descriptor.name,
      {
        grows: metric.dataPointType === sdk.DataPointType.SUM ? metric.isMonotonic : undefined,
        points: metric.dataPoints.map((point) => [point.attributes, point.value]),
      },
    ]),
  );
}

describe('metrics', () => {
  it('show the journal', async () => {
    const got = await collect();
    expect(got.get('xmpp.journal.size')).toEqual({ grows: false, points: [[{}, 900]] });
    expect(got.get('xmpp.journal.segments')?.points).toEqual([[{}, 2]]);
    expect(got.get('xmpp.journal.oldest_segment.age')?.points).toEqual([[{}, 61]]);
    expect(got.get('xmpp.journal.intents')?.points).toEqual([[{}, 3]]);
    expect(got.get('xmpp.journal.strained')?.points).toEqual([[{}, 1]]);
    expect(got.get('xmpp.journal.quarantined')?.points).toEqual([[{}, 1]]);
  });

  it('time the journal’s appends once somebody collects, and not before', async () => {
    observeJournalAppend(0.5);
    expect((await collect()).get('xmpp.journal.append.duration')).toBeUndefined();
    for (const seconds of [0.00004, 0.0003, 2]) observeJournalAppend(seconds);
    const [point] = (await collect()).get('xmpp.journal.append.duration')?.points ?? [];
    expect(point?.[1]).toMatchObject({
      count: 3,
      buckets: {
        boundaries: [...buckets.journalAppend],
        counts: [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      },
    });
  });

  it('read the levels when they are collected', async () => {
    const got = await collect();
    const level = (...points: unknown[]) => ({ grows: false, points });
    const gauge = (...points: unknown[]) => ({ grows: undefined, points });
    expect(got.get('xmpp.c2s.active_connections')).toEqual(level([{}, 3]));
    expect(got.get('xmpp.sm.session.count')).toEqual(
      level([{ state: 'connected' }, 2], [{ state: 'hibernating' }, 5], [{ state: 'ending' }, 0]),
    );
    expect(got.get('xmpp.sm.session.limit')).toEqual(
      gauge([{ limit: 'smacks_max_hibernated_sessions' }, 10]),
    );
    expect(got.get('xmpp.sm.old_session.count')).toEqual(level([{}, 7]));
    expect(got.get('xmpp.sm.queue.usage')).toEqual(
      level([{ unit: 'stanzas' }, 11], [{ unit: 'bytes' }, 1300]),
    );
    expect(got.get('xmpp.sm.queue.near_limit')).toEqual(level([{}, 4]));
    expect(got.get('nodejs.eventloop.delay.p50')).toEqual(gauge([{}, 0.001]));
    expect(got.get('nodejs.eventloop.delay.p99')).toEqual(gauge([{}, 0.02]));
    expect(got.get('nodejs.eventloop.delay.max')).toEqual(gauge([{}, 0.035]));
    expect(got.get('process.memory.usage')).toEqual(level([{}, 4096]));
  });

  it('read the totals from plain integers', async () => {
    const stanzas = ['queued', 'acked', 'resent', 'bounced', 'offline', 'rerouted', 'dropped'] as const;
    for (const [i, name] of stanzas.entries()) counters[name] = 100 + i;
    Object.assign(counters.received, { message: 1, presence: 2, iq: 3 });
    Object.assign(counters.sent, { message: 4, presence: 5, iq: 6 });
    Object.assign(counters, {
      connectionsOpened: 8,
      ackTimeouts: 9,
      acksDelayed: 14,
      overflows: 13,
      expiries: 10,
      resumes: 12,
    });
    counters.countEviction('smacks_max_hibernated_sessions');
    counters.countEviction('smacks_max_hibernated_sessions');
    counters.countResumeFailure('expired');
    const got = await collect();
    const total = (...points: unknown[]) => ({ grows: true, points });
    for (const [i, name] of stanzas.entries())
      expect(got.get(`xmpp.sm.stanza.${name}`)).toEqual(total([{}, 100 + i]));
    expect(got.get('xmpp.stanza.received')).toEqual(
      total([{ kind: 'message' }, 1], [{ kind: 'presence' }, 2], [{ kind: 'iq' }, 3]),
    );
    expect(got.get('xmpp.stanza.sent')).toEqual(
      total([{ kind: 'message' }, 4], [{ kind: 'presence' }, 5], [{ kind: 'iq' }, 6]),
    );
    expect(got.get('xmpp.c2s.connections_opened')).toEqual(total([{}, 8]));
    expect(got.get('xmpp.sm.ack.timeouts')).toEqual(total([{}, 9]));
    expect(got.get('xmpp.sm.ack.delayed')).toEqual(total([{}, 14]));
    expect(got.get('xmpp.sm.queue.overflows')).toEqual(total([{}, 13]));
    expect(got.get('xmpp.sm.expiry')).toEqual(total([{}, 10]));
    expect(got.get('xmpp.sm.eviction')).toEqual(total([{ reason: 'smacks_max_hibernated_sessions' }, 2]));
    const resumes = got.get('xmpp.sm.resumes')?.points ?? [];
    expect(resumes).toHaveLength(1 + resumeFailureSchema.options.length);
    expect(resumes.filter(([, value]) => value !== 0)).toEqual([
      [{}, 12],
      [{ 'error.type': 'expired' }, 1],
    ]);
  });

  it('show what can be counted by reason before the first time, so that the first time is an increase', async () => {
    Object.assign(source, { counters: new Counters() });
    unregister();
    unregister = registerMetrics(provider.getMeter('spec'), source);
    const got = await collect();
    expect(got.get('xmpp.sm.eviction')?.points).toEqual([[{ reason: 'smacks_max_hibernated_sessions' }, 0]]);
    expect(got.get('xmpp.sm.resumes')?.points).toEqual([
      [{}, 0],
      ...resumeFailureSchema.options.map((failure) => [{ 'error.type': failure }, 0]),
    ]);
  });

  it('keep histograms in seconds with the house’s buckets', async () => {
    observeHibernation(90, 'resumed');
    observeAckDuration(0.2);
    observeResumeDuration(0.002);
    observeResumeDuration(0.003, 'expired');
    observeConnectionDuration(120);
    const got = await collect();
    const histogram = (name: string) =>
      got.get(name)?.points.map(([attributes, value]) => {
        const { buckets: found, sum } = value as { buckets: { boundaries: number[] }; sum: number };
        return [attributes, found.boundaries, sum];
      });
    expect(histogram('xmpp.sm.hibernation.duration')).toEqual([
      [{ outcome: 'resumed' }, [0, 1, 12, 60, 360, 900, 1440, 3600, 14400, 86400], 90],
    ]);
    expect(histogram('xmpp.sm.ack.duration')).toEqual([[{}, buckets.ack, 0.2]]);
    expect(histogram('xmpp.sm.resume.duration')).toEqual([
      [{}, buckets.resume, 0.002],
      [{ 'error.type': 'expired' }, buckets.resume, 0.003],
    ]);
    expect(histogram('xmpp.c2s.connection.duration')).toEqual([[{}, buckets.connection, 120]]);
  });

  it('end with their registration', async () => {
    unregister();
    observeAckDuration(1);
    expect([...(await collect()).values()].flatMap((metric) => metric.points)).toEqual([]);
  });
});

it('sums what is counted by kind, reason or type', () => {
  const c = new Counters();
  c.received.message = 1;
  c.received.presence = 2;
  c.received.iq = 3;
  c.sent.message = 10;
  c.sent.presence = 20;
  c.sent.iq = 30;
  c.countEviction('a');
  c.countEviction('b');
  c.countResumeFailure('expired');
  c.countResumeFailure('expired');
  c.countResumeFailure('h_too_high');
  expect([c.stanzasIn, c.stanzasOut, c.evictions, c.resumeFailures]).toEqual([6, 60, 2, 3]);
});

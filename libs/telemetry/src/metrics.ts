import type { BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import type { Counters } from './counters.js';
import { closeHistograms, noteCollection, openHistograms } from './histograms.js';
import { metricAttributes as m, metricNames as n } from './names.js';

/** The session journal's figures; ages in seconds. */
export interface JournalFigures {
  readonly bytes: number;
  readonly segments: number;
  readonly oldestAge: number;
  readonly intents: number;
  readonly strained: boolean;
  readonly quarantined: number;
}

/** What is read when metrics are collected. Each call must be O(1) in sessions. */
export interface MetricsSource {
  readonly counters: Counters;
  /** Open client connections, authenticated or not. */
  connections(): number;
  /** By state. */
  sessions(): Readonly<Record<'connected' | 'hibernating' | 'ending', number>>;
  oldSessions(): number;
  /** Default limits per user by option name; null (unlimited) is not exported. */
  limits(): Readonly<Record<string, number | null>>;
  /** All outbound queues together. */
  queue(): { readonly stanzas: number; readonly bytes: number };
  /** Sessions whose queue is nearly full. */
  queuesNearLimit(): number;
  /** Milliseconds over the last half minute or less. */
  eventLoopDelay(): { readonly p50: number; readonly p99: number; readonly max: number };
  rssBytes(): number;
  /** null where nothing is journaled. */
  journal(): JournalFigures | null;
  /** Sign-ins to dashboard and API, by how they went; the outcomes are few. */
  signIns?(): ReadonlyMap<string, number>;
}

/** Exposes the source's numbers through observable instruments and opens the histograms. Answers the way to stop. */
export function registerMetrics(meter: Meter, source: MetricsSource): () => void {
  openHistograms(meter);
  const readers = [...levels(meter, source), ...totals(meter, source.counters, source)];
  const observe = (result: BatchObservableResult) => {
    noteCollection();
    for (const reader of readers) reader.read((value, of) => result.observe(reader.instrument, value, of));
  };
  const instruments = readers.map((reader) => reader.instrument);
  meter.addBatchObservableCallback(observe, instruments);
  return () => {
    meter.removeBatchObservableCallback(observe, instruments);
    closeHistograms();
  };
}

type Observe = (value: number, attributes?: Record<string, string>) => void;
interface Reader {
  readonly instrument: Observable;
  readonly read: (observe: Observe) => void;
}

/** What goes up and down. */
function levels(meter: Meter, source: MetricsSource): Reader[] {
  const upDown = (name: string, unit: string, description: string, read: Reader['read']): Reader => ({
    instrument: meter.createObservableUpDownCounter(name, { unit, description }),
    read,
  });
  const gauge = (name: string, unit: string, description: string, read: Reader['read']): Reader => ({
    instrument: meter.createObservableGauge(name, { unit, description }),
    read,
  });
  const delay = (name: string, of: 'p50' | 'p99' | 'max'): Reader =>
    gauge(name, 's', `Event-loop delay of the last half minute, ${of}`, (o) =>
      o(source.eventLoopDelay()[of] / 1000),
    );
  const journal = (read: (figures: JournalFigures) => number): Reader['read'] => {
    return (o) => {
      const figures = source.journal();
      if (figures !== null) o(read(figures));
    };
  };
  return [
    upDown(n.activeConnections, '{connection}', 'Open client connections', (o) => o(source.connections())),
    upDown(n.sessionCount, '{session}', 'Sessions by state', (o) => {
      for (const [state, count] of Object.entries(source.sessions())) o(count, { [m.state]: state });
    }),
    gauge(n.sessionLimit, '1', 'Default limits per user', (o) => {
      for (const [limit, value] of Object.entries(source.limits()))
        if (value !== null) o(value, { [m.limit]: limit });
    }),
    upDown(n.oldSessionCount, '{session}', 'Ended sessions whose h is kept', (o) => o(source.oldSessions())),
    upDown(n.queueUsage, '1', 'Unacknowledged stanzas of all sessions', (o) => {
      const { stanzas, bytes } = source.queue();
      o(stanzas, { [m.unit]: 'stanzas' });
      o(bytes, { [m.unit]: 'bytes' });
    }),
    upDown(n.queuesNearLimit, '{session}', 'Sessions whose queue is more than four fifths full', (o) =>
      o(source.queuesNearLimit()),
    ),
    upDown(
      n.journalSize,
      'By',
      'Bytes of the session journal',
      journal((j) => j.bytes),
    ),
    upDown(
      n.journalSegments,
      '{segment}',
      'Files of the session journal',
      journal((j) => j.segments),
    ),
    gauge(
      n.journalOldest,
      's',
      'Age of the oldest journal file still needed',
      journal((j) => j.oldestAge),
    ),
    upDown(
      n.journalIntents,
      '{write}',
      'Journaled writes that no store has yet',
      journal((j) => j.intents),
    ),
    gauge(
      n.journalStrained,
      '1',
      '1 while the disk does not take the journal',
      journal((j) => +j.strained),
    ),
    upDown(
      n.journalQuarantined,
      '{segment}',
      'Damaged files set aside',
      journal((j) => j.quarantined),
    ),
    delay(n.loopDelayP50, 'p50'),
    delay(n.loopDelayP99, 'p99'),
    delay(n.loopDelayMax, 'max'),
    upDown(n.rss, 'By', 'Resident memory', (o) => o(source.rssBytes())),
  ];
}

/** What only grows. */
function totals(meter: Meter, c: Counters, { signIns }: Pick<MetricsSource, 'signIns'>): Reader[] {
  const total = (name: string, unit: string, description: string, read: Reader['read']): Reader => ({
    instrument: meter.createObservableCounter(name, { unit, description }),
    read,
  });
  const stanzas = (name: string, description: string, value: () => number) =>
    total(name, '{stanza}', description, (o) => o(value()));
  const kinds = (name: string, description: string, counts: Readonly<Record<string, number>>) =>
    total(name, '{stanza}', description, (o) => {
      for (const [kind, count] of Object.entries(counts)) o(count, { [m.kind]: kind });
    });
  return [
    total(n.connectionsOpened, '{connection}', 'Connections accepted', (o) => o(c.connectionsOpened)),
    kinds(n.received, 'Stanzas received from clients', c.received),
    kinds(n.sent, 'Stanzas sent to clients', c.sent),
    stanzas(n.queued, 'Stanzas queued until acknowledged', () => c.queued),
    stanzas(n.acked, 'Stanzas acknowledged by clients', () => c.acked),
    stanzas(n.resent, 'Stanzas sent again on a resume', () => c.resent),
    stanzas(n.bounced, 'Stanzas of ended sessions returned as errors', () => c.bounced),
    stanzas(n.offline, 'Stanzas of ended sessions stored offline', () => c.offline),
    stanzas(n.rerouted, 'Stanzas of ended sessions sent to another resource', () => c.rerouted),
    stanzas(n.dropped, 'Stanzas of ended sessions dropped', () => c.dropped),
    stanzas(n.coalesced, 'Presence replaced by newer one while its session slept', () => c.coalesced),
    stanzas(n.overflows, 'Stanzas that found their queue full', () => c.overflows),
    total(n.acksDelayed, '{request}', 'Ack requests unanswered for long', (o) => o(c.acksDelayed)),
    total(n.ackTimeouts, '{request}', 'Ack requests never answered', (o) => o(c.ackTimeouts)),
    total(n.expiries, '{session}', 'Hibernations whose time ran out', (o) => o(c.expiries)),
    total(n.evictions, '{session}', 'Sessions pushed out by a limit', (o) => {
      for (const [reason, count] of c.evictionsByReason) o(count, { [m.reason]: reason });
    }),
    total(n.resumes, '{resume}', 'Resumptions; error.type says why one failed', (o) => {
      o(c.resumes);
      for (const [failure, count] of c.resumeFailuresByType) o(count, { [m.errorType]: failure });
    }),
    total(n.signIns, '{attempt}', 'Sign-ins to dashboard and API, by how they went', (o) => {
      for (const [outcome, count] of signIns?.() ?? []) o(count, { [m.outcome]: outcome });
    }),
  ];
}

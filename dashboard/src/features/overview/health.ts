import type { NodeView, Overview, TelemetryView } from '#contracts';
import type { Tone } from '../../components/tone-badge.js';
import { formatBytes, formatCount, formatMs, formatPercent } from '../../lib/format-number.js';
import { overviewText } from '../../messages/index.js';

const { health: text } = overviewText;

export interface Health {
  readonly id: 'journal' | 'stores' | 'exporter' | 'traces' | 'disk' | 'nodes';
  readonly name: string;
  readonly state: string;
  readonly tone: Tone;
  readonly detail: string;
}

interface Seen {
  readonly overview: Overview;
  /** Undefined until they have answered. */
  readonly nodes: readonly NodeView[] | undefined;
  readonly telemetry: TelemetryView | undefined;
}

/** How each part fares that the server leans on. */
export function healthOf({ overview, nodes, telemetry }: Seen): readonly Health[] {
  return [
    nodesHealth(nodes),
    journalHealth(overview),
    storesHealth(overview, nodes),
    diskHealth(nodes),
  ].concat(exporterHealth(telemetry), tracesHealth(telemetry));
}

const unknown = (id: Health['id']): Health => ({
  id,
  name: text.name[id],
  state: text.asking,
  tone: 'calm',
  detail: '',
});
const told = (id: Health['id'], tone: Tone, state: string, detail: string): Health => ({
  id,
  name: text.name[id],
  tone,
  state,
  detail,
});

function nodesHealth(nodes: Seen['nodes']): Health {
  if (nodes === undefined) return unknown('nodes');
  const ready = nodes.filter(({ state }) => state === 'ready').length;
  const busiest = Math.max(...nodes.map(({ cpu }) => cpu));
  const all = ready === nodes.length;
  return told(
    'nodes',
    all ? 'good' : 'ending',
    all ? text.ready : text.draining,
    text.nodesDetail(ready, nodes.length, formatPercent(busiest)),
  );
}

function journalHealth({ journal }: Overview): Health {
  if (journal === null) return told('journal', 'ending', text.off, text.journalOff);
  const detail = text.journalDetail(
    formatBytes(journal.bytes),
    formatMs(journal.longestAppend),
    journal.fsync ? text.synced : text.unsynced,
  );
  if (journal.strainedSince !== null)
    return told('journal', 'trouble', text.strained, journal.strainedReason ?? detail);
  return told('journal', 'good', text.writing, detail);
}

function storesHealth({ journal }: Overview, nodes: Seen['nodes']): Health {
  if (nodes === undefined) return unknown('stores');
  const waiting = nodes.reduce((sum, { events }) => sum + events.waiting, 0) + (journal?.intents ?? 0);
  const dropped = nodes.reduce((sum, { events }) => sum + events.dropped, 0);
  const detail = text.storesDetail(formatCount(waiting));
  return dropped > 0
    ? told('stores', 'trouble', text.dropping, text.dropped(formatCount(dropped)))
    : told('stores', 'good', text.writing, detail);
}

function diskHealth(nodes: Seen['nodes']): Health {
  const disks = nodes?.flatMap(({ disk }) => disk ?? []);
  if (disks === undefined) return unknown('disk');
  const [fullest] = disks.toSorted((a, b) => a.free / a.total - b.free / b.total);
  if (fullest === undefined) return told('disk', 'calm', text.untold, text.diskUntold);
  const share = fullest.free / Math.max(1, fullest.total);
  return told(
    'disk',
    share < 0.05 ? 'trouble' : share < 0.15 ? 'ending' : 'good',
    text.free(formatPercent(share)),
    text.diskDetail(formatBytes(fullest.free), formatBytes(fullest.total)),
  );
}

function exporterHealth(telemetry: TelemetryView | undefined): Health {
  if (telemetry === undefined) return unknown('exporter');
  const { failing, exporting } = telemetry;
  const [first] = failing;
  if (first !== undefined)
    return told('exporter', 'trouble', text.failing, text.exporterFailing(first.signal, first.cause));
  return exporting
    ? told('exporter', 'good', text.sending, text.exporterSends)
    : told('exporter', 'calm', text.off, text.exporterOff);
}

function tracesHealth(telemetry: TelemetryView | undefined): Health {
  if (telemetry === undefined) return unknown('traces');
  const { spans, bytes, limit } = telemetry.ring;
  if (limit === 0) return told('traces', 'calm', text.off, text.tracesOff);
  return told(
    'traces',
    'good',
    text.keeping,
    text.tracesDetail(formatCount(spans), formatBytes(bytes), formatBytes(limit)),
  );
}

import type { LinkProps } from '@tanstack/react-router';
import type { EventKind, History, HistoryFigure, Overview } from '#contracts';
import type { Tone } from '../../components/tone-badge.js';
import { formatSpan } from '../../lib/format-duration.js';
import { formatBytes, formatCount, formatMs, formatPercent } from '../../lib/format-number.js';
import { overviewText } from '../../messages/index.js';
import { sessionsWhere } from './links.js';
import type { Past } from './past.js';
import { added, levelTrend, thin } from './trend.js';

const HOUR = 3_600_000;
const { figure: label, hint, trend: trendText } = overviewText;

export interface Figure {
  readonly id: keyof typeof label;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  /** Where it goes. */
  readonly trend: string;
  /** Its last hour. */
  readonly line: readonly (number | null)[];
  readonly tone: Tone;
  readonly trouble?: boolean;
  /** The list behind the figure. */
  readonly link: Pick<LinkProps, 'to' | 'search'>;
}

interface Seen {
  readonly overview: Overview;
  /** Of the last hour. */
  readonly history: History | undefined;
  readonly past: Past;
  /** Server time, ms. */
  readonly now: number;
}

/** The numbers of the first page, each with the way to the list that it counts. */
export function figureSet({ overview: o, history, past, now }: Seen): readonly Figure[] {
  const level = (name: HistoryFigure, value: number | null, format = formatCount) => {
    const { values, before } = levelTrend(past, past.of(name), now);
    const trend = value === null || before === null ? '' : changed(value - before.value, before.ago, format);
    return { line: values, trend };
  };
  const total = (name: HistoryFigure, value: number) => ({
    line: thin(past.of(name)),
    // What was kept is some seconds behind; of a server that is younger than an hour the total says it all.
    trend: trendText.added(
      formatCount(o.startedAt > now - HOUR ? value : added(history, name, { now, since: HOUR })),
    ),
  });
  const attempts = o.resumes + o.resumeFailures;
  const oldest = o.oldestUnackedAt === null ? null : Math.max(0, now - o.oldestUnackedAt);
  const events = (kind: EventKind, reason?: string) => ({
    to: '/events' as const,
    search: reason === undefined ? { kind } : { kind, reason },
  });
  const figures: readonly Omit<Figure, 'label'>[] = [
    {
      id: 'connected',
      value: formatCount(o.connected),
      hint: hint.connected,
      tone: 'connected',
      ...level('connected', o.connected),
      link: sessionsWhere(['state=connected']),
    },
    {
      id: 'hibernating',
      value: formatCount(o.hibernating),
      hint: hint.hibernating,
      tone: 'hibernating',
      ...level('hibernating', o.hibernating),
      link: sessionsWhere(['state=hibernating'], 'timeLeft'),
    },
    {
      id: 'old',
      value: formatCount(o.oldSessions),
      hint: hint.old,
      tone: 'calm',
      ...level('oldSessions', o.oldSessions),
      link: { to: '/old-sessions' },
    },
    {
      id: 'queued',
      value: formatCount(o.queuedStanzas),
      hint: hint.queued(formatBytes(o.queuedBytes)),
      tone: 'hibernating',
      ...level('queuedStanzas', o.queuedStanzas),
      link: sessionsWhere(['unacked>0'], '-unacked'),
    },
    {
      id: 'oldest',
      value: oldest === null ? hint.none : formatSpan(oldest / 1000),
      hint: oldest === null ? hint.oldestNone : hint.oldest,
      tone: 'ending',
      ...level('oldestUnacked', oldest, (ms) => formatSpan(Math.abs(ms) / 1000)),
      trend: '',
      link: sessionsWhere(['unacked>0'], '-queueBytes'),
    },
    {
      id: 'acks',
      value: o.ackLatency === null ? hint.none : formatMs(o.ackLatency.p99),
      hint: o.ackLatency === null ? hint.acksNone : hint.acks(formatMs(o.ackLatency.p50)),
      tone: 'ending',
      ...level('ackP99', o.ackLatency?.p99 ?? null, formatMs),
      link: sessionsWhere([], '-ackRtt'),
    },
    {
      id: 'resumes',
      value: formatCount(o.resumes),
      hint: attempts === 0 ? hint.noResumes : hint.resumes(formatPercent(o.resumes / attempts)),
      tone: 'good',
      ...total('resumes', o.resumes),
      link: events('smacks-resumed'),
    },
    {
      id: 'failures',
      value: formatCount(o.resumeFailures),
      hint: hint.failures,
      tone: 'trouble',
      trouble: o.resumeFailures > 0,
      ...total('resumeFailures', o.resumeFailures),
      link: events('smacks-resume-failed'),
    },
    {
      id: 'expiries',
      value: formatCount(o.expiries),
      hint: hint.expiries,
      tone: 'ending',
      ...total('expiries', o.expiries),
      link: events('session-ended', 'expired'),
    },
    {
      id: 'evictions',
      value: formatCount(o.evictions),
      hint: hint.evictions,
      tone: 'trouble',
      trouble: o.evictions > 0,
      ...total('evictions', o.evictions),
      link: events('session-ended', 'evicted'),
    },
    {
      id: 'journal',
      value: o.journal === null ? hint.none : formatMs(o.journal.longestAppend),
      hint: o.journal === null ? hint.journalNone : hint.journal(formatCount(o.journal.intents)),
      tone: 'hibernating',
      trouble: o.journal !== null && o.journal.strainedSince !== null,
      ...level('journalAppend', o.journal?.longestAppend ?? null, formatMs),
      link: { to: '/nodes' },
    },
    {
      id: 'loop',
      value: formatMs(o.loopDelayP99),
      hint: hint.loop,
      tone: 'calm',
      ...level('loopDelayP99', o.loopDelayP99, formatMs),
      link: { to: '/nodes' },
    },
  ];
  return figures.map((figure) => ({ ...figure, label: label[figure.id] }));
}

function changed(by: number, ago: number, format: (value: number) => string): string {
  const span = formatSpan(Math.round(ago / 60_000) * 60);
  const size = format(Math.abs(by));
  if (size === format(0)) return trendText.same(span);
  return by > 0 ? trendText.more(size, span) : trendText.less(size, span);
}

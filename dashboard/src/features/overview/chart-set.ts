import type { HistoryFigure } from '#contracts';
import type { ChartLine, Measure } from '../../components/chart-line.js';
import { bytesMeasure, countMeasure, msMeasure, rateMeasure } from '../../components/chart-measures.js';
import { overviewText } from '../../messages/index.js';
import type { Past } from './past.js';

const { line, chart } = overviewText;

interface LineOf extends Omit<ChartLine, 'id' | 'label' | 'values'> {
  readonly figure: HistoryFigure;
  /** Of what is kept per second. */
  readonly times?: number;
}

export interface ChartOf {
  readonly id: keyof typeof chart;
  readonly lines: readonly LineOf[];
}

const of = (
  figure: HistoryFigure,
  tone: ChartLine['tone'],
  measure: Measure,
  more: Partial<LineOf> = {},
) => ({
  figure,
  tone,
  measure,
  ...more,
});
const perMinute = (figure: HistoryFigure, tone: ChartLine['tone'], dashed = false) =>
  of(figure, tone, rateMeasure, { times: 60, dashed });

/** The charts of the first page, in the order of what an operator asks first. */
export const chartSet: readonly ChartOf[] = [
  {
    id: 'sessions',
    lines: [of('connected', 'connected', countMeasure), of('hibernating', 'hibernating', countMeasure)],
  },
  {
    id: 'queues',
    lines: [
      of('queuedStanzas', 'hibernating', countMeasure),
      of('queuedBytes', 'ending', bytesMeasure, { right: true, dashed: true }),
    ],
  },
  {
    id: 'resumptions',
    lines: [
      perMinute('resumes', 'good'),
      perMinute('resumeFailures', 'trouble'),
      perMinute('expiries', 'ending', true),
      perMinute('evictions', 'calm', true),
    ],
  },
  {
    id: 'acks',
    lines: [of('ackP50', 'connected', msMeasure), of('ackP99', 'ending', msMeasure, { dashed: true })],
  },
  {
    id: 'stanzas',
    lines: [
      of('stanzasIn', 'connected', rateMeasure),
      of('stanzasOut', 'hibernating', rateMeasure, { dashed: true }),
    ],
  },
  {
    id: 'process',
    lines: [
      of('loopDelayP99', 'ending', msMeasure),
      of('rssBytes', 'calm', bytesMeasure, { right: true, dashed: true }),
    ],
  },
  {
    id: 'journal',
    lines: [
      of('journalBytes', 'hibernating', bytesMeasure),
      of('journalAppend', 'ending', msMeasure, { right: true, dashed: true }),
    ],
  },
  {
    id: 'waiting',
    lines: [
      of('oldestUnacked', 'ending', msMeasure),
      of('journalIntents', 'calm', countMeasure, { right: true, dashed: true }),
    ],
  },
];

/** The lines with their values. */
export const linesOf = ({ lines }: ChartOf, past: Past): readonly ChartLine[] =>
  lines.map(({ figure, times = 1, ...look }) => ({
    ...look,
    id: figure,
    label: line[figure],
    values: past.of(figure).map((value) => (value === null ? null : value * times)),
  }));

import type uPlot from 'uplot';
import type { ChartLine, TimeSpan } from './chart-line.js';

const DAY = 86_400_000;
const AXIS_WIDTH = 62;
/** Room for the words of the time axis, px. */
const TIME_SPACE = 56;
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** Charts with the same key move their cursors together. */
export interface ChartHooks {
  readonly syncKey: string;
  readonly span: () => TimeSpan;
  readonly onCursor: (index: number | null) => void;
}

export const sizeOf = (element: HTMLElement) => ({
  width: Math.max(1, element.clientWidth),
  height: Math.max(1, element.clientHeight),
});

/**
 * What uPlot is told. A canvas follows no style sheet: the colours are those of `element` now, and of `swatches`, the lines'
 * marks in the legend.
 */
export function chartOptions(
  element: HTMLElement,
  swatches: readonly HTMLElement[],
  lines: readonly ChartLine[],
  { syncKey, span, onCursor }: ChartHooks,
): uPlot.Options {
  const color = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  const axis = {
    stroke: color('--mantine-color-dimmed'),
    grid: { stroke: color('--dm-line-soft'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui, sans-serif',
  };
  const scaleAxis = (right: boolean): uPlot.Axis[] => {
    const line = lines.find((one) => (one.right ?? false) === right);
    if (line === undefined) return [];
    const { format, steps } = line.measure;
    return [
      {
        ...axis,
        scale: right ? 'right' : 'y',
        side: right ? 1 : 3,
        grid: right ? { show: false } : axis.grid,
        size: AXIS_WIDTH,
        incrs: [...steps],
        values: (_plot, at) => at.map(format),
      },
    ];
  };
  const least = (right: boolean) =>
    Math.max(...lines.filter((one) => (one.right ?? false) === right).map(({ measure }) => measure.least));
  const from0 =
    (right: boolean): uPlot.Range.Function =>
    (_plot, _min, max) => [0, Math.max(least(right), (max ?? 0) * 1.1)];
  const hasRight = lines.some(({ right }) => right);
  return {
    ...sizeOf(element),
    legend: { show: false },
    padding: [8, hasRight ? 0 : 12, 0, 0],
    cursor: {
      sync: { key: syncKey, setSeries: false },
      drag: { setScale: false, x: false, y: false },
      y: false,
      points: { size: 7 },
    },
    scales: {
      x: { range: () => [span().from / 1000, span().to / 1000] },
      y: { range: from0(false) },
      ...(hasRight ? { right: { range: from0(true) } } : {}),
    },
    axes: [
      {
        ...axis,
        space: TIME_SPACE,
        size: 28,
        values: (_plot, at) => at.map((seconds) => timeLabel(seconds * 1000, span())),
      },
      ...scaleAxis(false),
      ...scaleAxis(true),
    ],
    series: [
      {},
      ...lines.map((line, at): uPlot.Series => {
        const swatch = swatches[at];
        const stroke = swatch === undefined ? '' : getComputedStyle(swatch).getPropertyValue('--tone').trim();
        return {
          label: line.label,
          scale: line.right === true ? 'right' : 'y',
          stroke,
          width: 2,
          ...(line.dashed === true ? { dash: [5, 4] } : {}),
          ...(at === 0 ? { fill: `${stroke}1f` } : {}),
          spanGaps: false,
          points: { show: true, size: 4, stroke, fill: stroke, filter: lonely },
        };
      }),
    ],
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)] },
  };
}

function timeLabel(at: number, { from, to }: TimeSpan): string {
  const date = new Date(at);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  return to - from > 2 * DAY || (to - from > DAY / 4 && midnight) ? day.format(date) : time.format(date);
}

/** Points with nothing on either side: no line passes through them, so they are drawn as dots. */
const lonely: uPlot.Series.Points.Filter = (plot, series) => {
  const values = plot.data[series] ?? [];
  const found: number[] = [];
  for (let at = 0; at < values.length; at++)
    if (values[at] != null && values[at - 1] == null && values[at + 1] == null) found.push(at);
  return found;
};

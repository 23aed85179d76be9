import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCount } from '../../../lib/format-number.js';
import { useLive } from '../../../lib/live.js';
import type { Sample } from '../../../lib/live-state.js';
import { overviewText } from '../../../messages/index.js';
import classes from './session-chart.module.css';

/** The picture spans at least this, so that the first minute does not race across it. */
const SPAN_SECONDS = 5 * 60;

/** Connected and hibernating sessions as seen since this page was opened. */
export function SessionChart() {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const history = useLive((state) => state.history);
  const scheme = useComputedColorScheme('light');

  // A canvas does not follow CSS variables, so a new scheme needs a new plot.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme is read through computed styles
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const made = new uPlot(optionsFor(element), [[], [], []], element);
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize(sizeOf(element)));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plot begins empty
  useEffect(() => {
    plot.current?.setData(columns(history));
  }, [history, scheme]);

  const last = history.at(-1);
  return (
    <>
      <div className={classes.legend} aria-hidden="true">
        <span style={{ '--series': 'var(--dm-series-connected)' } as React.CSSProperties}>
          {overviewText.connected} {count(last?.connected)}
        </span>
        <span style={{ '--series': 'var(--dm-series-hibernating)' } as React.CSSProperties}>
          {overviewText.hibernating} {count(last?.hibernating)}
        </span>
      </div>
      <div
        ref={box}
        className={classes.chart}
        role="img"
        aria-label={overviewText.chartLabel(count(last?.connected), count(last?.hibernating))}
      />
      <p className={classes.hint}>{overviewText.chartWaiting}</p>
    </>
  );
}

const sizeOf = (element: HTMLElement) => ({ width: element.clientWidth, height: element.clientHeight });

const lastSpan = (end: number): [number, number] => [end - SPAN_SECONDS, end];

const count = (value: number | null | undefined) => (value == null ? '–' : formatCount(value));

const columns = (history: readonly Sample[]): uPlot.AlignedData => [
  history.map(({ at }) => at / 1000),
  history.map(({ connected }) => connected),
  history.map(({ hibernating }) => hibernating),
];

function optionsFor(element: HTMLElement): uPlot.Options {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: color('--mantine-color-dimmed'),
    grid: { stroke: color('--dm-line-soft'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui, sans-serif',
  };
  const line = (label: string, name: string): uPlot.Series => ({
    label,
    stroke: color(name),
    width: 2,
    points: { show: false },
    spanGaps: false,
  });
  return {
    ...sizeOf(element),
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 8, 0, 0],
    scales: {
      x: { range: (_plot, _min, max) => lastSpan(max ?? Date.now() / 1000) },
      y: { range: (_plot, _min, max) => [0, Math.max(4, Math.ceil((max ?? 0) * 1.15))] },
    },
    axes: [
      {
        ...axis,
        space: 70,
        size: 28,
        values: (_plot, at) => at.map((seconds) => new Date(seconds * 1000).toTimeString().slice(0, 5)),
      },
      { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000] },
    ],
    series: [
      {},
      line(overviewText.connected, '--dm-series-connected'),
      line(overviewText.hibernating, '--dm-series-hibernating'),
    ],
  };
}

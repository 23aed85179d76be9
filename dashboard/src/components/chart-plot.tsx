import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartLine, TimeSpan } from './chart-line.js';
import { chartOptions, sizeOf } from './chart-options.js';

export interface ChartPlotProps {
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly span: TimeSpan;
  readonly syncKey: string;
  /** The legend, whose marks have the lines' colours. */
  readonly legend: RefObject<HTMLElement | null>;
  readonly onCursor: (index: number | null) => void;
  /** Where the cursor was moved to by key; null leaves it to the pointer. */
  readonly wanted: number | null;
}

/** The picture. Mounted lazily: the plotting library comes after the figures, which do not need it. */
export function ChartPlot({ times, lines, span, syncKey, legend, onCursor, wanted }: ChartPlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shown = useRef({ times, lines, span, onCursor });
  useLayoutEffect(() => {
    shown.current = { times, lines, span, onCursor };
  });
  const scheme = useComputedColorScheme('light');
  const kinds = lines.map(({ id }) => id).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme is read through computed styles
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const swatches = [...(legend.current?.querySelectorAll<HTMLElement>('[data-swatch]') ?? [])];
    const hooks = {
      syncKey,
      span: () => shown.current.span,
      onCursor: (index: number | null) => shown.current.onCursor(index),
    };
    const options = chartOptions(element, swatches, shown.current.lines, hooks);
    const made = new uPlot(options, columns(shown.current.times, shown.current.lines), element);
    plot.current = made;
    let frame = 0;
    const resize = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => made.setSize(sizeOf(element)));
    });
    resize.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      resize.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [scheme, kinds, syncKey, legend]);

  useEffect(() => plot.current?.setData(columns(times, lines)), [times, lines]);

  useEffect(() => {
    const made = plot.current;
    const at = wanted === null ? undefined : shown.current.times[wanted];
    if (made === null || at === undefined) return;
    made.setCursor({ left: made.valToPos(at / 1000, 'x'), top: 1 });
  }, [wanted]);

  // What it shows is said by the legend and the table.
  return <div ref={box} aria-hidden="true" style={{ position: 'absolute', inset: 0 }} />;
}

const columns = (times: readonly number[], lines: readonly ChartLine[]): uPlot.AlignedData => [
  times.map((at) => at / 1000),
  ...lines.map(({ values }) => values as (number | null)[]),
];

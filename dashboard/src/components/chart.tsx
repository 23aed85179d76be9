import { ActionIcon } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import { formatClockTime, formatExact } from '../lib/format-time.js';
import { chartText as text } from '../messages/index.js';
import classes from './chart.module.css';
import { ChartLegend } from './chart-legend.js';
import type { ChartLine, TimeSpan } from './chart-line.js';
import { ChartTable } from './chart-table.js';
import { Panel } from './panel.js';

const ChartPlot = lazy(async () => ({ default: (await import('./chart-plot.js')).ChartPlot }));

interface ChartProps {
  readonly id: string;
  readonly title: string;
  /** ms since the epoch, ascending. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly span: TimeSpan;
  readonly syncKey: string;
}

/** Lines over time: values under the pointer in the legend, arrow keys move it, and the same as a table on demand. */
export function Chart({ id, title, times, lines, span, syncKey }: ChartProps) {
  const legend = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState<number | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const at = index === null ? undefined : times[index];

  const move = (event: KeyboardEvent) => {
    const to = target(event.key, wanted ?? index ?? times.length - 1, times.length);
    if (to === undefined) return;
    event.preventDefault();
    setWanted(to);
    setIndex(to);
  };

  return (
    <Panel
      title={title}
      aside={
        <span className={classes.aside}>
          <span title={at === undefined ? undefined : formatExact(at)} data-testid="chart-when">
            {at === undefined ? text.now : formatClockTime(at)}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={asTable ? text.asChart(title) : text.asTable(title)}
            title={asTable ? text.asChart(title) : text.asTable(title)}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
            data-testid="chart-table-toggle"
          >
            {asTable ? (
              <IconChartLine size={16} aria-hidden="true" />
            ) : (
              <IconTable size={16} aria-hidden="true" />
            )}
          </ActionIcon>
        </span>
      }
    >
      <ChartLegend ref={legend} lines={lines} index={index} spoken={wanted !== null} />
      <div className={classes.box} data-testid={`chart-${id}`}>
        {asTable ? (
          <ChartTable title={title} times={times} lines={lines} />
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and this holds none
          <div
            className={classes.plot}
            role="group"
            aria-roledescription={text.kind}
            aria-label={at === undefined ? text.keys(title) : text.keysAt(title, formatExact(at))}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move along the line
            tabIndex={0}
            onKeyDown={move}
            onBlur={() => {
              setWanted(null);
              setIndex(null);
            }}
          >
            <Suspense fallback={null}>
              <ChartPlot
                times={times}
                lines={lines}
                span={span}
                syncKey={syncKey}
                legend={legend}
                onCursor={setIndex}
                wanted={wanted}
              />
            </Suspense>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** The place a key leads to; undefined when it leads nowhere. */
function target(key: string, now: number, count: number): number | undefined {
  const last = count - 1;
  if (last < 0) return undefined;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, now - 1);
    case 'ArrowRight':
      return Math.min(last, now + 1);
    case 'PageUp':
      return Math.max(0, now - 10);
    case 'PageDown':
      return Math.min(last, now + 10);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

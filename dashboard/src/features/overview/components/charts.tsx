import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Chart } from '../../../components/chart.js';
import { Failure } from '../../../components/failure.js';
import { overviewText as text } from '../../../messages/index.js';
import { useHistory } from '../api/history.js';
import { chartSet, linesOf } from '../chart-set.js';
import type { Moment } from '../moments.js';
import { pastOf } from '../past.js';
import { DEFAULT_RANGE, rangeNames, ranges } from '../search.js';
import classes from './charts.module.css';

const route = getRouteApi('/in/');
const SYNC = 'overview';

/** The past of the figures over a range that the address keeps, going on as it is watched. */
export function Charts({ moments }: { readonly moments: readonly Moment[] }) {
  const { range: name = DEFAULT_RANGE } = route.useSearch();
  const navigate = route.useNavigate();
  const range = ranges[name];
  const { data, error, refetch } = useHistory(range);
  // While another range is on its way, what was there of the one before stays.
  const past = useMemo(() => pastOf(data, moments), [data, moments]);
  const charts = useMemo(() => chartSet.map((chart) => ({ ...chart, lines: linesOf(chart, past) })), [past]);
  const to = past.times.at(-1) ?? data?.to ?? 0;
  return (
    <section aria-labelledby="past" className={classes.section}>
      <div className={classes.head}>
        <h2 id="past" className={classes.title}>
          {text.past}
        </h2>
        <SegmentedControl
          size="xs"
          data={rangeNames.map((value) => ({ value, label: text.range[value] }))}
          value={name}
          onChange={(value) => {
            const range = rangeNames.find((one) => one === value);
            void navigate({
              search: range === DEFAULT_RANGE || range === undefined ? {} : { range },
              replace: true,
              resetScroll: false,
            });
          }}
          aria-label={text.rangeLabel}
          data-testid="range"
        />
      </div>
      {error !== null && data === undefined ? (
        <Failure compact error={error} onRetry={() => void refetch()} />
      ) : (
        <div className={classes.grid}>
          {charts.map(({ id, lines }) => (
            <Chart
              key={id}
              id={id}
              title={text.chart[id]}
              times={past.times}
              lines={lines}
              span={{ from: to - range, to }}
              syncKey={SYNC}
            />
          ))}
        </div>
      )}
    </section>
  );
}

import { useThrottledValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { type BulkJobView, type BulkOutcome, type BulkResult, bulkOutcomeSchema } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Pager } from '../../../components/pager.js';
import { formatCount } from '../../../lib/format-number.js';
import { bulkText as text } from '../../../messages/index.js';
import { useResults } from '../api/results.js';
import { outcomeTones } from './job-bar.js';
import classes from './job-results.module.css';
import { resultColumns } from './result-columns.js';

/** While a job runs its results are asked again once a second, and only where their number has changed. */
const ASK_EVERY = 1000;
const shownFirst: BulkOutcome = 'failed';
const order: readonly BulkOutcome[] = ['done', 'failed', 'skipped', 'left'];
const rowId = ({ n }: BulkResult) => String(n);
const rowProps = ({ outcome }: BulkResult) => ({ 'data-testid': 'bulk-result', 'data-outcome': outcome });

interface JobResultsProps {
  readonly job: BulkJobView;
  readonly outcome?: BulkOutcome | undefined;
  readonly onOutcome: (outcome: BulkOutcome) => void;
}

/** What became of each, by outcome: the figures are the way to the list behind them. */
export function JobResults({ job, outcome = shownFirst, onOutcome }: JobResultsProps) {
  return (
    <section aria-label={text.results}>
      <fieldset className={classes.tabs} style={{ border: 0, padding: 0 }} aria-label={text.results}>
        {order.map((one) => (
          <button
            key={one}
            type="button"
            className={classes.tab}
            aria-pressed={one === outcome}
            title={text.outcomeHint[one]}
            onClick={() => onOutcome(one)}
            data-testid={`bulk-outcome-${one}`}
          >
            <span className={`${classes.name} dm-tone`} data-tone={outcomeTones[one]}>
              {text.outcome[one]}
            </span>
            <span className={classes.number}>{formatCount(job[one])}</span>
          </button>
        ))}
      </fieldset>
      {bulkOutcomeSchema.options.map((one) =>
        one === outcome ? <ResultList key={one} job={job} outcome={one} /> : null,
      )}
    </section>
  );
}

function ResultList({ job, outcome }: { readonly job: BulkJobView; readonly outcome: BulkOutcome }) {
  const [after, setAfter] = useState<number>();
  const tally = useThrottledValue(job[outcome], ASK_EVERY);
  const { data, error, refetch } = useResults({ id: job.id, outcome, after }, tally);
  const columns = useMemo(() => resultColumns(job.action), [job.action]);
  if (job[outcome] === 0) return <Notice compact title={text.none[outcome]} hint={text.noneHint[outcome]} />;
  if (data === undefined)
    return error === null ? (
      <Loading lines={3} />
    ) : (
      <Failure compact error={error} onRetry={() => void refetch()} />
    );
  const { items, next } = data;
  return (
    <>
      <DataTable label={text.results} columns={columns} rows={items} rowId={rowId} rowProps={rowProps} />
      <Pager
        shown={items.length}
        total={job[outcome]}
        onFirst={after === undefined ? undefined : () => setAfter(undefined)}
        onNext={next === null ? undefined : () => setAfter(Number(next))}
      />
    </>
  );
}

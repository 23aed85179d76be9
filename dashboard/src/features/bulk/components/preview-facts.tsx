import { type BulkPreview, bulkChange } from '#contracts';
import { formatClock } from '../../../lib/format-duration.js';
import { formatCount } from '../../../lib/format-number.js';
import { useServerTime } from '../../../lib/live.js';
import { bulkText as text } from '../../../messages/index.js';
import type { BulkAsked } from '../api/preview.js';
import classes from './bulk-dialog.module.css';
import { StepHeading } from './step-heading.js';
import { TargetWords } from './target-words.js';

interface PreviewFactsProps {
  readonly request: BulkAsked;
  readonly preview: BulkPreview;
  /** How many of those picked by hand are not there any more. */
  readonly fewer: number;
}

/** The exact count, some of them, and how long that holds. */
export function PreviewFacts({ request, preview, fewer }: PreviewFactsProps) {
  const { action, count, sample, expiresAt } = preview;
  const change = bulkChange(request);
  const holds = useServerTime((now) =>
    now >= expiresAt ? text.runOut : text.holdsFor(formatClock((expiresAt - now) / 1000)),
  );
  return (
    <>
      <StepHeading>
        <span className={classes.count} data-testid="bulk-preview-count">
          {formatCount(count)}
        </span>
        <br />
        {text.willBe[action](count === 1)}
        {change === null ? null : <span className={`${classes.change} dm-code`}>{change}</span>}
      </StepHeading>
      <TargetWords request={request} hint={text.frozen} />
      {fewer > 0 ? <div className={classes.foot}>{text.fewer(formatCount(fewer))}</div> : null}
      {sample.length === 0 ? null : (
        <div>
          {/* A list that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
          <ul className={classes.sample} tabIndex={0} aria-label={text.target} data-testid="bulk-sample">
            {sample.map(({ id, label }) => (
              <li key={id}>{label}</li>
            ))}
          </ul>
          <div className={`${classes.foot} ${classes.below}`}>
            <span>{text.some(formatCount(sample.length), formatCount(count))}</span>
            <span>{holds}</span>
          </div>
        </div>
      )}
    </>
  );
}

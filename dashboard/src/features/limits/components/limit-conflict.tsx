import { Button } from '@mantine/core';
import type { UserLimits } from '#contracts';
import { RelativeTime } from '../../../components/relative-time.js';
import { limitsText as text } from '../../../messages/index.js';
import { differences, type LimitDifference } from '../limit-changes.js';
import { formatLimit } from '../limit-units.js';
import classes from './limit-conflict.module.css';

interface LimitConflictProps {
  readonly before: UserLimits;
  readonly after: UserLimits;
  readonly onLookAgain: () => void;
}

/** Somebody was quicker: what they set stands here, and is to be seen before one's own change is made on top of it. */
export function LimitConflict({ before, after, onLookAgain }: LimitConflictProps) {
  return (
    <div className={`${classes.box} dm-tone`} data-tone="ending" role="alert" data-testid="limit-conflict">
      <p className={classes.title}>{text.conflict}</p>
      {text.conflictHint}
      <ul className={classes.list}>
        {differences(before, after).map((difference) => (
          <li key={difference.name}>
            <Difference difference={difference} />
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" onClick={onLookAgain} data-testid="limit-look-again">
        {text.conflictAgain}
      </Button>
    </div>
  );
}

function Difference({ difference }: { readonly difference: LimitDifference }) {
  const { name, before, after } = difference;
  const shown = (override: LimitDifference['after']) =>
    override === null
      ? text.byDefault(formatLimit(name, difference.default))
      : formatLimit(name, override.value);
  return (
    <>
      {text.changed(text.name[name], shown(before), shown(after))}
      {after === null ? null : (
        <>
          , {text.changedBy(after.setBy)}, <RelativeTime at={after.setAt} />
        </>
      )}
    </>
  );
}

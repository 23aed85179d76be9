import { Button } from '@mantine/core';
import { type SessionBulkAction, useAskBulk } from '../../../lib/bulk.js';
import { formatCount } from '../../../lib/format-number.js';
import { useMay } from '../../../lib/identity.js';
import { sessionsListText as text } from '../../../messages/index.js';
import type { Choice } from '../choice.js';
import classes from './selection-bar.module.css';

const actions: readonly SessionBulkAction[] = ['request-ack', 'disconnect', 'extend', 'expire', 'kill'];

interface SelectionBarProps {
  readonly choice: Choice;
  readonly filter: readonly string[];
  readonly total: number | undefined;
}

/** How many there are, how many of them were chosen, and what can be done with those. */
export function SelectionBar({
  choice: { ids, everything, onClear, chooseEverything },
  filter,
  total,
}: SelectionBarProps) {
  const operator = useMay('operator');
  const ask = useAskBulk();
  const chosen = everything || ids.length > 0;
  if (!chosen) {
    return (
      <div className={classes.bar}>
        <span role="status" data-testid="session-total">
          {total === undefined ? ' ' : total === 1 ? text.one : text.total(formatCount(total))}
        </span>
        <span className={classes.hint}>{text.keys}</span>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar is no fieldset
    <div
      className={classes.bar}
      role="group"
      aria-label={text.selection}
      data-chosen
      data-testid="selection-bar"
    >
      <span className={classes.count} role="status">
        {everything ? text.chosenAll(formatCount(total ?? 0)) : text.chosen(formatCount(ids.length))}
      </span>
      {everything || total === undefined || ids.length >= total ? null : (
        <Button variant="subtle" size="compact-sm" onClick={chooseEverything} data-testid="choose-everything">
          {text.chooseAll(formatCount(total))}
        </Button>
      )}
      {operator ? (
        <Button
          size="compact-sm"
          onClick={() => ask({ actions, target: everything ? { filter } : { ids } })}
          data-testid="act-on-chosen"
        >
          {text.act}
        </Button>
      ) : null}
      <Button variant="default" size="compact-sm" onClick={onClear} data-testid="clear-selection">
        {text.clearSelection}
      </Button>
    </div>
  );
}

import type { BulkAction } from '#contracts';
import { bulkText as text } from '../../../messages/index.js';
import classes from './bulk-dialog.module.css';

interface ActionChoiceProps {
  readonly actions: readonly BulkAction[];
  readonly chosen: BulkAction;
  readonly onChoose: (action: BulkAction) => void;
}

/** Each action with what it does to a session; where there is only one, it is said and not asked. */
export function ActionChoice({ actions, chosen, onChoose }: ActionChoiceProps) {
  if (actions.length === 1) return <p style={{ margin: 0, fontSize: '0.875rem' }}>{text.does[chosen]}</p>;
  return (
    <fieldset className={classes.choices}>
      <legend>{text.chooseAction}</legend>
      {actions.map((action) => (
        <label key={action} className={classes.choice}>
          <input
            type="radio"
            name="bulk-action"
            checked={action === chosen}
            onChange={() => onChoose(action)}
            {...(action === actions[0] ? { 'data-autofocus': true } : {})}
            data-testid={`bulk-action-${action}`}
          />
          <strong>{text.action[action]}</strong>
          <span>{text.does[action]}</span>
        </label>
      ))}
    </fieldset>
  );
}

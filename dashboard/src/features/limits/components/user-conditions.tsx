import { FilterChips } from '../../../components/filter-chips.js';
import { onDemand } from '../../../components/on-demand.js';
import { limitsText as text } from '../../../messages/index.js';
import { chipOf, draftOf } from '../user-condition.js';

const ConditionPopup = onDemand(() => import('./condition-popup.js').then((loaded) => loaded.ConditionPopup));

interface UserConditionsProps {
  readonly filter: readonly string[];
  readonly onChange: (filter: readonly string[]) => void;
}

/** Conditions besides the view and the search, each to be read, changed and taken away. */
export function UserConditions({ filter, onChange }: UserConditionsProps) {
  const without = (dropped: string) => filter.filter((condition) => condition !== dropped);
  return (
    <FilterChips
      label={text.filters}
      chips={filter.map(chipOf)}
      labelOfEdit={text.editFilter}
      labelOfDrop={text.dropFilter}
      onDrop={(dropped) => onChange(without(dropped))}
      labelOfAdd={text.addFilter}
      editor={(chip, place) => (
        <ConditionPopup
          wanted={place.opened}
          place={place}
          initial={draftOf(chip?.text ?? '')}
          onApply={(condition) => onChange([...without(chip?.text ?? condition), condition])}
        />
      )}
    />
  );
}

import type { ReactNode } from 'react';
import { parseFilter, type SessionCondition } from '#contracts';
import { type FilterChip, FilterChips } from '../../../components/filter-chips.js';
import { onDemand } from '../../../components/on-demand.js';
import { commonText, sessionsListText as text } from '../../../messages/index.js';
import { draftFrom, draftOf } from '../condition-draft.js';
import { conditionWords } from '../condition-words.js';
import { SessionSearch } from './search-field.js';
import classes from './session-filters.module.css';

const ConditionPopup = onDemand(() => import('./condition-popup.js').then((loaded) => loaded.ConditionPopup));

interface SessionFiltersProps {
  readonly filter: readonly string[];
  readonly onChange: (filter: readonly string[]) => void;
  /** Stands at the end of the bar. */
  readonly children: ReactNode;
}

type Chip = FilterChip & { readonly condition: SessionCondition | undefined };

function chipOf(condition: string): Chip {
  const parsed = parseFilter(condition);
  const [first] = parsed.ok ? parsed.conditions : [];
  if (first !== undefined) {
    return { text: condition, words: conditionWords(first), problem: null, condition: first };
  }
  const message = parsed.ok ? text.notUnderstood : parsed.problems[0]?.message;
  return { text: condition, words: condition, problem: message ?? text.notUnderstood, condition: undefined };
}

/** What the list is filtered by: a search field, the conditions in use as chips, and one more. */
export function SessionFilters({ filter, onChange, children }: SessionFiltersProps) {
  const chips = filter.map(chipOf);
  const searched = chips.find(({ condition }) => condition?.field === 'user' && condition.operator === '~');
  const part = searched?.condition?.value;
  const without = (dropped: string | undefined) => filter.filter((condition) => condition !== dropped);
  const add = (condition: string) => onChange([...without(condition), condition]);
  const replace = (before: string, after: string) =>
    onChange([...new Set(filter.map((condition) => (condition === before ? after : condition)))]);
  const search = (user: string) =>
    onChange(user === '' ? without(searched?.text) : [`user~${user}`, ...without(searched?.text)]);
  return (
    <search className={classes.bar} aria-label={commonText.filters}>
      <div className={classes.search}>
        <SessionSearch user={typeof part === 'string' ? part : ''} onUser={search} onCondition={add} />
      </div>
      <div className={classes.chips}>
        <FilterChips
          label={text.chips}
          chips={chips}
          labelOfEdit={text.editFilter}
          labelOfDrop={text.dropFilter}
          onDrop={(dropped) => onChange(without(dropped))}
          labelOfAdd={text.addFilter}
          editor={(chip, place) => (
            <ConditionPopup
              wanted={place.opened}
              place={place}
              initial={draftOfChip(chip)}
              onApply={(condition) => (chip === null ? add(condition) : replace(chip.text, condition))}
            />
          )}
        />
      </div>
      {children}
    </search>
  );
}

const draftOfChip = (chip: Chip | null) =>
  chip?.condition === undefined ? draftOf('state') : draftFrom(chip.condition, chip.text);

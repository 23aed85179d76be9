import { Button, Popover } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { parseFilter, type SessionCondition } from '#contracts';
import { type FilterChip, FilterChips } from '../../../components/filter-chips.js';
import { commonText, sessionsListText as text } from '../../../messages/index.js';
import { draftFrom, draftOf } from '../condition-draft.js';
import { conditionWords } from '../condition-words.js';
import { ConditionEditor } from './condition-editor.js';
import { SessionSearch } from './search-field.js';
import classes from './session-filters.module.css';

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
          editor={(chip, close) => (
            <ConditionEditor
              initial={draftOfChip(chip as Chip)}
              onApply={(condition) => {
                close();
                replace(chip.text, condition);
              }}
            />
          )}
        >
          <AddFilter onAdd={add} />
        </FilterChips>
      </div>
      {children}
    </search>
  );
}

const draftOfChip = ({ condition, text: written }: Chip) =>
  condition === undefined ? draftOf('state') : draftFrom(condition, written);

function AddFilter({ onAdd }: { readonly onAdd: (condition: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconFilterPlus size={15} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
          data-testid="add-filter"
        >
          {text.addFilter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ConditionEditor
          initial={draftOf('state')}
          onApply={(condition) => {
            setOpen(false);
            onAdd(condition);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

import { Button, Popover } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FilterChips } from '../../../components/filter-chips.js';
import { limitsText as text } from '../../../messages/index.js';
import { chipOf, draftOf } from '../user-condition.js';
import { ConditionForm } from './condition-form.js';

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
      editor={(chip, close) => (
        <ConditionForm
          initial={draftOf(chip.text)}
          onApply={(condition) => {
            close();
            onChange([...without(chip.text), condition]);
          }}
        />
      )}
    >
      <AddCondition onAdd={(condition) => onChange([...without(condition), condition])} />
    </FilterChips>
  );
}

function AddCondition({ onAdd }: { readonly onAdd: (condition: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconFilterPlus size={15} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
          data-testid="add-condition"
        >
          {text.addFilter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ConditionForm
          initial={draftOf('')}
          onApply={(condition) => {
            setOpen(false);
            onAdd(condition);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

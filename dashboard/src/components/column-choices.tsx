import { Checkbox, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { sessionsListText as text } from '../messages/index.js';
import classes from './column-choices.module.css';
import { Popup } from './popup.js';
import type { PopupPlace } from './use-popup.js';

export type Density = 'comfortable' | 'compact';

export interface TableChoices {
  /** None where there is nothing to choose. */
  readonly columns: readonly { readonly id: string; readonly label: string; readonly shown: boolean }[];
  /** As many as there is room for: nobody has chosen. */
  readonly automatic: boolean;
  readonly onAutomatic: () => void;
  readonly onToggle: (id: string) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
  readonly sorts: readonly { readonly value: string; readonly label: string }[];
  readonly sort: { readonly field: string; readonly descending: boolean };
  readonly onSort: (field: string, descending: boolean) => void;
}

/** What can be chosen of how a table is looked at. */
export function ColumnChoices({ place, ...choices }: TableChoices & { readonly place: PopupPlace }) {
  const { columns, automatic, onAutomatic, onToggle, density, onDensity, sorts, sort, onSort } = choices;
  return (
    <Popup place={place} position="bottom-end">
      <Stack gap="sm" w="16rem">
        <NativeSelect
          label={text.sortBy}
          size="xs"
          data={[...sorts]}
          value={sort.field}
          onChange={(event) => onSort(event.currentTarget.value, sort.descending)}
          data-testid="sort-field"
        />
        <SegmentedControl
          size="xs"
          aria-label={text.sortBy}
          data={[
            { value: 'up', label: text.ascending },
            { value: 'down', label: text.descending },
          ]}
          value={sort.descending ? 'down' : 'up'}
          onChange={(way) => onSort(sort.field, way === 'down')}
        />
        {columns.length === 0 ? null : (
          <>
            <SegmentedControl
              size="xs"
              aria-label={text.density}
              data={[
                { value: 'comfortable', label: text.comfortable },
                { value: 'compact', label: text.compact },
              ]}
              value={density}
              onChange={(value) => onDensity(value === 'compact' ? 'compact' : 'comfortable')}
            />
            <fieldset className={classes.columns}>
              <legend>{text.columns}</legend>
              <Checkbox
                size="xs"
                label={text.automatic}
                checked={automatic}
                onChange={onAutomatic}
                data-testid="columns-automatic"
              />
              <div className={classes.list}>
                {columns.map(({ id, label, shown }) => (
                  <Checkbox
                    key={id}
                    size="xs"
                    label={label}
                    checked={shown}
                    onChange={() => onToggle(id)}
                    data-testid={`column-${id}`}
                  />
                ))}
              </div>
            </fieldset>
          </>
        )}
      </Stack>
    </Popup>
  );
}

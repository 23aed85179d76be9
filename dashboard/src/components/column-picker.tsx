import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { sessionsListText as text } from '../messages/index.js';
import type { TableChoices } from './column-choices.js';
import { onDemand } from './on-demand.js';
import { usePopup } from './use-popup.js';

const ColumnChoices = onDemand(() => import('./column-choices.js').then((loaded) => loaded.ColumnChoices));

/** How a table is looked at: its columns, the height of its rows, its order (which on a phone has no headings to press). */
export function ColumnPicker(choices: TableChoices) {
  const { place, opener } = usePopup();
  return (
    <>
      <Button
        {...opener}
        variant="default"
        size="xs"
        leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden="true" />}
        title={text.showHint}
        data-testid="column-picker"
      >
        {text.show}
      </Button>
      <ColumnChoices wanted={place.opened} place={place} {...choices} />
    </>
  );
}

import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import { errorText } from '../../../components/failure.js';
import { tellRefused } from '../../../components/toast.js';
import { useAskBulk } from '../../../lib/bulk.js';
import { formatCount } from '../../../lib/format-number.js';
import { limitsText as text } from '../../../messages/index.js';
import { fetchNames, MOST_NAMES } from '../api/users.js';
import type { UsersSearch } from '../search.js';
import { useSelected } from '../selection.js';

interface SelectionBarProps {
  readonly search: UsersSearch;
  /** On this page. */
  readonly shown: readonly string[];
  readonly total: number;
}

/** Above the list, for those who may change limits: of those picked, or of everybody whom the view shows. */
export function SelectionBar({ search, shown, total }: SelectionBarProps) {
  const { chosen, replace } = useSelected();
  const askBulk = useAskBulk();
  const [busy, setBusy] = useState(false);
  const all = shown.length > 0 && shown.every((user) => chosen.has(user));
  const some = shown.some((user) => chosen.has(user));
  const ask = (users: readonly string[]) =>
    askBulk({ actions: ['set-limit', 'clear-limit'], target: { users } });

  const askForAll = async () => {
    if (total > MOST_NAMES) return tellRefused(text.bulkFailed, text.bulkTooMany(formatCount(MOST_NAMES)));
    setBusy(true);
    try {
      ask(await fetchNames(search));
    } catch (error) {
      tellRefused(text.bulkFailed, errorText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Group gap="sm" mb="sm" mih={30}>
      <Checkbox
        size="xs"
        label={chosen.size === 0 ? text.selectAll : text.selected(formatCount(chosen.size))}
        aria-label={text.selectAll}
        checked={all}
        indeterminate={some && !all}
        onChange={() =>
          replace(
            all ? [...chosen].filter((user) => !shown.includes(user)) : [...new Set([...chosen, ...shown])],
          )
        }
        data-testid="select-all"
      />
      {chosen.size === 0 ? (
        <Button size="xs" variant="default" loading={busy} onClick={askForAll} data-testid="bulk-all">
          {text.bulkAll(formatCount(total))}
        </Button>
      ) : (
        <>
          <Button size="xs" onClick={() => ask([...chosen])} data-testid="bulk-selected">
            {text.bulk}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => replace([])}>
            {text.unselect}
          </Button>
        </>
      )}
    </Group>
  );
}

import { type SessionSort, sessionListing } from '#contracts';
import { ColumnPicker } from '../../../components/column-picker.js';
import { sessionsListText as text } from '../../../messages/index.js';
import type { TableTaste } from '../table-taste.js';
import { columnRank, sessionColumns } from './columns.js';

interface TablePickerProps {
  readonly taste: TableTaste;
  /** What is shown now, whoever chose it. */
  readonly shown: readonly { readonly id: string }[];
  /** Rows are cards, always the same. */
  readonly cards: boolean;
  readonly onTaste: (taste: TableTaste) => void;
  readonly sort: SessionSort;
  readonly onSort: (sort: SessionSort) => void;
}

/** As its column is called, where it has one. */
const nameOf = (field: string): string =>
  (text.column as Readonly<Record<string, string>>)[field] ?? text.fields[field] ?? field;

const rank: readonly string[] = columnRank;
const optional = sessionColumns.filter(({ id }) => rank.includes(id));
const sorts = sessionListing.names.map((field) => ({ value: field, label: nameOf(field) }));

/** How the list of sessions is looked at. */
export function TablePicker({ taste, shown: columnsShown, cards, onTaste, sort, onSort }: TablePickerProps) {
  const { columns, density } = taste;
  const ids = optional.map(({ id }) => id);
  const shown = columns ?? columnsShown.map(({ id }) => id).filter((id) => ids.includes(id));
  const descending = sort.startsWith('-');
  return (
    <ColumnPicker
      columns={(cards ? [] : optional).map(({ id }) => ({
        id,
        label: nameOf(id),
        shown: shown.includes(id),
      }))}
      automatic={columns === null}
      onAutomatic={() => onTaste({ ...taste, columns: columns === null ? [...shown] : null })}
      onToggle={(id) =>
        onTaste({
          ...taste,
          columns: shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id],
        })
      }
      density={density}
      onDensity={(wanted) => onTaste({ ...taste, density: wanted })}
      sorts={sorts}
      sort={{ field: descending ? sort.slice(1) : sort, descending }}
      onSort={(field, down) => onSort(`${down ? '-' : ''}${field}` as SessionSort)}
    />
  );
}

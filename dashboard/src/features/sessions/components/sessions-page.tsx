import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { parseFilter } from '#contracts';
import { Failure } from '../../../components/failure.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { commonText, sessionsListText as text } from '../../../messages/index.js';
import { useChoice } from '../choice.js';
import { useListMemory } from '../list-memory.js';
import { DEFAULT_SORT, type LinkToSessions } from '../search.js';
import { useSessionRows } from '../session-rows.js';
import { useTableTaste } from '../table-taste.js';
import { Asking } from './asking.js';
import { SelectionBar } from './selection-bar.js';
import { SessionFilters } from './session-filters.js';
import { SessionTable } from './session-table.js';
import { SessionTabs } from './session-tabs.js';
import classes from './sessions-page.module.css';
import { useShownColumns } from './shown-columns.js';
import { TablePicker } from './table-picker.js';

const route = getRouteApi('/in/sessions');
const everyone: readonly string[] = [];

/** All sessions, live: filtered, sorted and cut to what is on screen by the server. */
export function SessionsPage() {
  const { filter = everyone, sort = DEFAULT_SORT } = route.useSearch();
  const navigate = route.useNavigate();
  const [taste, setTaste] = useTableTaste();
  const { ref, width } = useElementSize();
  const { cards, columns } = useShownColumns(taste.columns, width);
  const memory = useListMemory();
  const rows = useSessionRows(filter, sort, memory.first);
  const list = JSON.stringify({ filter, sort });
  const choice = useChoice(JSON.stringify(filter));

  const go = (to: LinkToSessions) => void navigate({ search: to, replace: true });
  const order = sort === DEFAULT_SORT ? {} : { sort };
  const parsed = parseFilter(filter);
  return (
    <Asking>
      <div className={classes.page} ref={ref} data-wide>
        <Page title={text.title}>
          <SessionTabs filter={filter} />
          <SessionFilters filter={filter} onChange={(conditions) => go({ filter: conditions, ...order })}>
            <TablePicker
              taste={taste}
              shown={columns}
              cards={cards}
              onTaste={setTaste}
              sort={sort}
              onSort={(wanted) => go({ filter, sort: wanted })}
            />
          </SessionFilters>
          {!parsed.ok ? (
            <Notice
              role="alert"
              title={text.notUnderstood}
              hint={parsed.problems.map(({ message }) => message).join('. ')}
              action={<ClearFilters onClear={() => go({})} />}
            />
          ) : rows.refused !== null ? (
            <Failure error={new Error(rows.refused.detail)} onRetry={rows.retry} />
          ) : (
            <>
              <SelectionBar choice={choice} filter={filter} total={rows.total} />
              {rows.total === 0 && !rows.old ? (
                <Notice
                  title={filter.length > 0 ? text.noMatch : text.empty}
                  hint={filter.length > 0 ? text.noMatchHint : text.emptyHint}
                  action={filter.length > 0 ? <ClearFilters onClear={() => go({})} /> : undefined}
                />
              ) : width === 0 ? null : (
                <SessionTable
                  rows={rows}
                  list={list}
                  memory={memory}
                  sort={sort}
                  onSort={(wanted) => go({ filter, sort: wanted })}
                  choice={choice}
                  columns={columns}
                  cards={cards}
                  density={taste.density}
                />
              )}
            </>
          )}
        </Page>
      </div>
    </Asking>
  );
}

function ClearFilters({ onClear }: { readonly onClear: () => void }) {
  return (
    <Button variant="default" size="xs" onClick={onClear}>
      {commonText.clearFilters}
    </Button>
  );
}

import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { EventView } from '#contracts';
import { EventList } from '../../../components/event-list.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { commonText, eventsText as text } from '../../../messages/index.js';
import { useEvents } from '../api/events.js';
import { eventPasses } from '../filter.js';
import { type EventsSearch, eventsSearch } from '../search.js';
import { EventFilters } from './event-filters.js';
import classes from './events-page.module.css';

const route = getRouteApi('/in/events');
const FIRST_SHOWN = 100;

export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { events, error, retry } = useEvents();
  const [held, setHeld] = useState<readonly EventView[] | null>(null);
  const [limit, setLimit] = useState(FIRST_SHOWN);

  const matching = useMemo(() => events?.filter((event) => eventPasses(event, search)), [events, search]);
  const shown = useMemo(
    () => (held === null ? matching : held.filter((event) => eventPasses(event, search))),
    [held, matching, search],
  );
  const newestHeld = held?.[0]?.seq ?? 0;
  const waiting = held === null ? 0 : (matching?.filter(({ seq }) => seq > newestHeld).length ?? 0);
  const change = (to: { readonly [K in keyof EventsSearch]?: EventsSearch[K] | undefined }) =>
    void navigate({ search: (now) => eventsSearch({ ...now, ...to }), replace: true });
  const filtered = Object.keys(search).length > 0;

  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <div className={classes.pause}>
          <span role="status" className={classes.waiting}>
            {held === null ? '' : waiting === 0 ? text.paused : text.waiting(waiting)}
          </span>
          <Button
            variant="default"
            size="sm"
            leftSection={
              held === null ? (
                <IconPlayerPause size={16} aria-hidden="true" />
              ) : (
                <IconPlayerPlay size={16} aria-hidden="true" />
              )
            }
            aria-pressed={held !== null}
            disabled={events === undefined}
            onClick={() => setHeld(held === null ? (events ?? []) : null)}
            data-testid="events-pause"
          >
            {held === null ? text.pause : text.resume}
          </Button>
        </div>
      }
    >
      <EventFilters search={search} onChange={change} />
      {shown === undefined ? (
        error === null ? (
          <Loading lines={10} />
        ) : (
          <Failure error={error} onRetry={retry} />
        )
      ) : shown.length === 0 ? (
        <Notice
          title={filtered ? text.noMatch : text.empty}
          hint={filtered ? text.noMatchHint : text.emptyHint}
          action={
            filtered ? (
              <Button variant="default" size="xs" onClick={() => void navigate({ search: {} })}>
                {commonText.clearFilters}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <div className={classes.frame}>
          <EventList events={shown.slice(0, limit)} label={text.list} />
          {shown.length > limit ? (
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              mt="sm"
              onClick={() => setLimit(limit + FIRST_SHOWN)}
            >
              {text.more(Math.min(FIRST_SHOWN, shown.length - limit))}
            </Button>
          ) : null}
        </div>
      )}
    </Page>
  );
}

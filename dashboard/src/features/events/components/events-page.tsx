import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { formatCount } from '../../../lib/format-number.js';
import { commonText, eventsText as text } from '../../../messages/index.js';
import { type EventsChange, eventsSearch } from '../search.js';
import { TRAIL_CAP } from '../trail.js';
import { useAsked } from '../use-asked.js';
import { useHold } from '../use-hold.js';
import { useTrail } from '../use-trail.js';
import { EventChips } from './event-chips.js';
import { EventFeed } from './event-feed.js';
import { EventFilters } from './event-filters.js';
import { EventTools } from './event-tools.js';
import classes from './events-page.module.css';

const route = getRouteApi('/in/events');

export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { events, error, retry, older, live } = useTrail(useAsked(search));
  const [paused, setPaused] = useState(false);
  const hold = useHold(events, paused);
  const change = useMemo(
    () => (to: EventsChange) =>
      void navigate({ search: (now) => eventsSearch({ ...now, ...to }), replace: true }),
    [navigate],
  );
  const { shown } = hold;
  const { ref: end, entry } = useIntersection({ rootMargin: '400px' });
  const wanted =
    entry?.isIntersecting === true &&
    older.any &&
    !older.loading &&
    !older.failed &&
    (shown?.length ?? 0) < TRAIL_CAP;
  useEffect(() => {
    if (wanted) older.load();
  });
  const filtered = Object.keys(search).length > 0;

  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <EventTools
          events={shown}
          paused={paused}
          live={live}
          onPause={() => {
            if (hold.held) window.scrollTo({ top: 0 });
            setPaused(!paused && !hold.held);
          }}
          hold={hold}
        />
      }
    >
      <EventFilters search={search} onChange={change} />
      <EventChips search={search} onChange={change} />
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
          <EventFeed key={JSON.stringify(search)} events={shown} />
          <div className={classes.end} ref={end}>
            {shown.length >= TRAIL_CAP ? (
              text.enough(formatCount(TRAIL_CAP))
            ) : older.any ? (
              <Button
                variant="default"
                size="xs"
                loading={older.loading}
                onClick={older.load}
                data-testid="events-older"
              >
                {older.failed ? text.olderFailed : text.older}
              </Button>
            ) : (
              text.end
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { use, useCallback, useState } from 'react';
import type { EventView } from '#contracts';
import listClasses from '../../../components/event-list.module.css';
import { EventRow, eventRowData } from '../../../components/event-row.js';
import { LiveContext } from '../../../lib/live.js';
import { eventsText as text } from '../../../messages/index.js';
import classes from './event-feed.module.css';

/** px; what a row has until it was measured. */
const ROW = 38;
const BEYOND = 12;
/** What is no older when it appears is marked as new, ms. */
const NEW = 4000;

/** Any number of events, of which only those on the screen are in the page. Give it another key when what stands above it changes. */
export function EventFeed({ events }: { readonly events: readonly EventView[] }) {
  const [margin, setMargin] = useState(0);
  const place = useCallback((list: HTMLUListElement | null) => {
    if (list !== null) setMargin(Math.round(list.getBoundingClientRect().top + window.scrollY));
  }, []);
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used in this component alone
  const virtual = useWindowVirtualizer({
    count: events.length,
    estimateSize: () => ROW,
    overscan: BEYOND,
    scrollMargin: margin,
    getItemKey: (index) => events[index]?.seq ?? index,
  });
  return (
    <div className={listClasses.box}>
      <ul
        ref={place}
        className={classes.feed}
        aria-label={text.list}
        style={{ height: virtual.getTotalSize() }}
        data-testid="event-feed"
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const event = events[index];
          if (event === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={events.length}
              aria-posinset={index + 1}
              className={classes.place}
              style={{ transform: `translateY(${start - margin}px)` }}
              {...eventRowData(event)}
            >
              <Row event={event} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Row({ event }: { readonly event: EventView }) {
  const { store, ticker } = use(LiveContext);
  const [isNew] = useState(() => ticker.now() + store.getState().offset - event.at < NEW);
  return (
    <div className={`${listClasses.row} ${classes.row}`} data-new={isNew || undefined}>
      <EventRow event={event} />
    </div>
  );
}

import type { EventView } from '#contracts';
import classes from './event-list.module.css';
import { EventRow, eventRowData } from './event-row.js';

export { reasonText } from './event-sentence.js';

interface EventListProps {
  readonly events: readonly EventView[];
  readonly label: string;
}

/** A few events, the newest first. */
export function EventList({ events, label }: EventListProps) {
  return (
    <div className={classes.box}>
      <ul className={classes.list} aria-label={label}>
        {events.map((event) => (
          <li key={event.seq} className={classes.row} {...eventRowData(event)}>
            <EventRow event={event} />
          </li>
        ))}
      </ul>
    </div>
  );
}

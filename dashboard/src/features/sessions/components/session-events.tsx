import { useMemo } from 'react';
import { EventList } from '../../../components/event-list.js';
import { useLive } from '../../../lib/live.js';
import { sessionsText as text } from '../../../messages/index.js';
import classes from './session-fields.module.css';

/** What happened to one session, as far as the recent events reach. */
export function SessionEvents({ sessionId }: { readonly sessionId: string }) {
  const events = useLive((state) => state.events);
  const own = useMemo(() => events.filter((event) => event.sessionId === sessionId), [events, sessionId]);
  return (
    <section>
      <h3 className={classes.title}>{text.group.events}</h3>
      {own.length === 0 ? (
        <p className="dm-sub">{text.noEvents}</p>
      ) : (
        <EventList events={own} label={text.group.events} />
      )}
    </section>
  );
}

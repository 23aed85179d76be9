import { Link } from '@tanstack/react-router';
import type { EventView } from '#contracts';
import { EventList } from '../../../components/event-list.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { limitsText as text } from '../../../messages/index.js';

interface EventsPanelProps {
  readonly jid: string;
  readonly events: readonly EventView[] | undefined;
}

const SHOWN = 12;

export function EventsPanel({ jid, events }: EventsPanelProps) {
  return (
    <Panel
      title={text.events}
      aside={
        <Link to="/events" search={{ user: jid }} className="dm-link">
          {text.toEvents}
        </Link>
      }
    >
      {events === undefined ? (
        <Loading lines={5} />
      ) : events.length === 0 ? (
        <Notice compact title={text.eventsEmpty} hint={text.eventsEmptyHint} />
      ) : (
        <EventList events={events.slice(0, SHOWN)} label={text.events} />
      )}
    </Panel>
  );
}

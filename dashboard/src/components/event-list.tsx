import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import type { EventKind, EventView } from '#contracts';
import { commonText, eventsText } from '../messages/index.js';
import classes from './event-list.module.css';
import { Jid } from './jid.js';
import { RelativeTime } from './relative-time.js';
import { type Tone, ToneBadge } from './tone-badge.js';
import { TraceLink } from './trace-link.js';

const tones: Record<EventKind, Tone> = {
  'session-opened': 'connected',
  'smacks-enabled': 'calm',
  'smacks-ack-delayed': 'ending',
  'smacks-hibernation-start': 'hibernating',
  'smacks-hibernation-end': 'calm',
  'smacks-resumed': 'good',
  'smacks-resume-failed': 'trouble',
  'session-ended': 'calm',
  'delivery-failure': 'trouble',
  'operator-action': 'ending',
  'journal-strained': 'trouble',
  'journal-damaged': 'trouble',
};

export function EventList({
  events,
  label,
}: {
  readonly events: readonly EventView[];
  readonly label: string;
}) {
  return (
    <div className={classes.box}>
      <ul className={classes.list} aria-label={label}>
        {events.map((event) => (
          <EventRow key={event.seq} event={event} />
        ))}
      </ul>
    </div>
  );
}

const EventRow = memo(function EventRow({ event }: { readonly event: EventView }) {
  const { kind, reason, detail, at } = event;
  return (
    <li
      className={classes.row}
      data-testid="event-row"
      data-kind={kind}
      data-reason={reason ?? ''}
      data-seq={event.seq}
    >
      <span className={classes.when}>
        <RelativeTime at={at} />
      </span>
      <span>
        <ToneBadge tone={tones[kind]}>{eventsText.kind[kind]}</ToneBadge>
      </span>
      <span className={classes.what}>
        <Whom event={event} />
        {reason === null ? null : <Part first={event.user === null}>{reasonText(reason)}</Part>}
        {detail === null ? null : <Part>{detail}</Part>}
        {event.traceId === null ? null : (
          <Part>
            <TraceLink traceId={event.traceId} />
          </Part>
        )}
      </span>
    </li>
  );
});

function Part({ first = false, children }: { readonly first?: boolean; readonly children: ReactNode }) {
  return (
    <span className={classes.detail}>
      {first ? '' : ' · '}
      {children}
    </span>
  );
}

function Whom({ event: { user, resource, sessionId } }: { readonly event: EventView }) {
  if (user === null) return null;
  const jid = <Jid user={user} resource={resource} />;
  if (sessionId === null) return jid;
  return (
    <Link to="/sessions/$sessionId" params={{ sessionId }} className="dm-link" preload={false}>
      {jid}
    </Link>
  );
}

/** A machine-readable reason in words, or as it is where it has none (a resume failure is a term of its own). */
export function reasonText(reason: string): string {
  return commonText.endReason[reason] ?? commonText.hibernationReason[reason] ?? reason.replaceAll('_', ' ');
}

import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { EventKind, EventView } from '#contracts';
import { eventsText } from '../messages/index.js';
import classes from './event-list.module.css';
import { eventSentence } from './event-sentence.js';
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

/** When, what kind, and a sentence: who (leading to the user and to the session), what, why, with the numbers, and the trace. */
export const EventRow = memo(function EventRow({ event }: { readonly event: EventView }) {
  return (
    <>
      <span className={classes.when}>
        <RelativeTime at={event.at} />
      </span>
      <span>
        <ToneBadge tone={tones[event.kind]}>{eventsText.kind[event.kind]}</ToneBadge>
      </span>
      <span className={classes.what}>
        <Whom event={event} />
        <span className={classes.detail}>{eventSentence(event)}</span>
        {event.traceId === null ? null : (
          <>
            {' '}
            <TraceLink traceId={event.traceId} />
          </>
        )}
      </span>
    </>
  );
});

/** Attributes by which tests and style sheets know a row. */
export const eventRowData = ({ kind, reason, seq }: EventView) => ({
  'data-testid': 'event-row',
  'data-kind': kind,
  'data-reason': reason ?? '',
  'data-seq': seq,
});

function Whom({ event: { user, resource, sessionId } }: { readonly event: EventView }) {
  if (user === null) return null;
  const session = resource === null ? sessionId : `/${resource}`;
  return (
    <span>
      <Link to="/users/$jid" params={{ jid: user }} className="dm-link" preload={false}>
        <Jid user={user} />
      </Link>
      {session === null ? null : sessionId === null ? (
        session
      ) : (
        <>
          <wbr />
          <Link to="/sessions/$sessionId" params={{ sessionId }} className="dm-link" preload={false}>
            {session}
          </Link>
        </>
      )}{' '}
    </span>
  );
}

import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SessionView } from '#contracts';
import { Jid } from '../../../components/jid.js';
import { Meter } from '../../../components/meter.js';
import { TimeLeft } from '../../../components/time-left.js';
import type { Tone } from '../../../components/tone-badge.js';
import { formatSpan } from '../../../lib/format-duration.js';
import { formatBytes, formatCount, formatMs } from '../../../lib/format-number.js';
import { useServerTime } from '../../../lib/live.js';
import { overviewText } from '../../../messages/index.js';
import type { Concern, ConcernKind } from '../attention.js';
import { sessionsWhere } from '../links.js';
import { concernFilter } from '../use-attention.js';
import classes from './attention-panel.module.css';

const { concern: text } = overviewText;

type Way = Pick<LinkProps, 'to' | 'search'>;

const tones: Record<ConcernKind, Tone> = {
  'journal-strained': 'trouble',
  disk: 'trouble',
  draining: 'ending',
  expiring: 'trouble',
  pressure: 'trouble',
  'resume-trouble': 'ending',
  evicted: 'ending',
  slow: 'ending',
  'events-dropped': 'ending',
  exporter: 'calm',
  'journal-quarantined': 'calm',
};

const nodes: Way = { to: '/nodes' };
const ways: Record<ConcernKind, Way> = {
  'journal-strained': nodes,
  disk: nodes,
  draining: nodes,
  expiring: sessionsWhere(concernFilter.expiring, 'timeLeft'),
  pressure: sessionsWhere(concernFilter.pressure, '-pressure'),
  'resume-trouble': { to: '/events', search: { kind: 'smacks-resume-failed' } },
  evicted: { to: '/events', search: { kind: 'session-ended', reason: 'evicted' } },
  slow: nodes,
  'events-dropped': nodes,
  exporter: { to: '/traces' },
  'journal-quarantined': { to: '/events', search: { kind: 'journal-damaged' } },
};

/** One thing to look at: what it is, what to do, the way to the list, and the first few it is about. */
export function ConcernItem({ concern }: { readonly concern: Concern }) {
  const { kind } = concern;
  return (
    <li className={`${classes.item} dm-tone`} data-tone={tones[kind]} data-kind={kind}>
      <p className={classes.what}>
        <Link {...ways[kind]} className={classes.link}>
          <What concern={concern} />
        </Link>
        <span className={classes.todo}>{text.todo[kind]}</span>
      </p>
      {'sessions' in concern ? <Sessions concern={concern} /> : null}
    </li>
  );
}

function What({ concern }: { readonly concern: Concern }): ReactNode {
  switch (concern.kind) {
    case 'journal-strained':
      return <Strained since={concern.since} reason={concern.reason} />;
    case 'disk':
      return text.disk(concern.node, formatBytes(concern.free), formatBytes(concern.total));
    case 'draining':
      return text.draining(concern.node);
    case 'expiring':
      return text.expiring(formatCount(concern.total), concern.total);
    case 'pressure':
      return text.pressure(formatCount(concern.total), concern.total);
    case 'resume-trouble':
      return text.resumeTrouble(
        formatCount(concern.count),
        concern.count,
        rising(concern.count, concern.usual),
      );
    case 'evicted':
      return text.evicted(formatCount(concern.count), concern.count);
    case 'slow':
      return text.slow(formatMs(concern.loopDelayP99));
    case 'events-dropped':
      return text.dropped(formatCount(concern.count));
    case 'exporter':
      return text.exporter(concern.signal, concern.cause);
    case 'journal-quarantined':
      return text.quarantined(concern.count);
  }
}

/** Twice as many as usual, and not just one or two. */
const rising = (count: number, usual: number) => count >= 3 && count >= usual * 2;

function Strained({ since, reason }: { readonly since: number; readonly reason: string | null }) {
  const span = useServerTime((now) => formatSpan((now - since) / 1000));
  return text.strained(span, reason);
}

function Sessions({ concern }: { readonly concern: Extract<Concern, { sessions: unknown }> }) {
  const { kind, sessions, total } = concern;
  return (
    <ul className={classes.sessions}>
      {sessions.map((session) => (
        <li key={session.id} className={classes.session}>
          <Link
            to="/sessions/$sessionId"
            params={{ sessionId: session.id }}
            className={`${classes.who} dm-link`}
            preload={false}
          >
            <Jid user={session.user} resource={session.resource} />
          </Link>
          <span className={classes.count}>
            {text.unacked(formatCount(session.unacked), queueOf(session))}
          </span>
          <span className={classes.side}>
            {kind === 'expiring' ? (
              <TimeLeft from={session.hibernatingSince ?? session.since} deadline={session.deadline ?? 0} />
            ) : (
              <Meter share={session.unacked / Math.max(1, session.queueLimit ?? 1)} tone="trouble" />
            )}
          </span>
        </li>
      ))}
      {total > sessions.length ? (
        <li>
          <Link {...ways[kind]} className="dm-link">
            {text.all(formatCount(total))}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}

const queueOf = ({ queueLimit }: SessionView) => (queueLimit === null ? null : formatCount(queueLimit));

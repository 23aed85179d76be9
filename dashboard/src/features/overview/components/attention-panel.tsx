import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview, SessionView } from '#contracts';
import { Jid } from '../../../components/jid.js';
import { Meter } from '../../../components/meter.js';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { TimeLeft } from '../../../components/time-left.js';
import { formatSpan } from '../../../lib/format-duration.js';
import { formatCount, formatMs } from '../../../lib/format-number.js';
import { useLive, useServerTime } from '../../../lib/live.js';
import { overviewText as text } from '../../../messages/index.js';
import { type Concern, concerns } from '../attention.js';
import classes from './attention-panel.module.css';

const SHOWN = 6;
/** The list is drawn up anew when its sources change and otherwise this often; the countdowns in it tick by themselves. */
const STEP_MS = 5000;

export function AttentionPanel({ overview }: { readonly overview: Overview }) {
  const sessions = useLive((state) => state.sessions);
  const events = useLive((state) => state.events);
  const now = useServerTime((time) => Math.floor(time / STEP_MS) * STEP_MS);
  const found = concerns({ overview, sessions: sessions.values(), events, now });
  return (
    <Panel title={text.attention}>
      {found.length === 0 ? (
        <Notice compact title={text.calm} hint={text.calmHint} />
      ) : (
        <ul className={classes.list} data-testid="attention">
          {found.slice(0, SHOWN).map((concern) => (
            <ConcernItem key={keyOf(concern)} concern={concern} />
          ))}
          {found.length > SHOWN ? <li className={classes.item}>{text.more(found.length - SHOWN)}</li> : null}
        </ul>
      )}
    </Panel>
  );
}

const keyOf = (concern: Concern): string =>
  'session' in concern ? `${concern.kind} ${concern.session.id}` : concern.kind;

function ConcernItem({ concern }: { readonly concern: Concern }) {
  switch (concern.kind) {
    case 'journal-strained':
      return <Strained since={concern.since} reason={concern.reason} />;
    case 'journal-quarantined':
      return <Item what={text.quarantinedDetail}>{text.quarantined(concern.count)}</Item>;
    case 'expiring': {
      const { session } = concern;
      return (
        <Item
          what={`${text.expiring} · ${text.expiringDetail(formatCount(session.unacked))}`}
          side={
            <TimeLeft from={session.hibernatingSince ?? session.since} deadline={session.deadline ?? 0} />
          }
        >
          <SessionLink session={session} />
        </Item>
      );
    }
    case 'pressure': {
      const { session } = concern;
      const limit = session.queueLimit ?? 0;
      return (
        <Item
          what={`${text.pressure} · ${text.pressureDetail(formatCount(session.unacked), formatCount(limit))}`}
          side={<Meter share={session.unacked / limit} tone="trouble" />}
        >
          <SessionLink session={session} />
        </Item>
      );
    }
    case 'resume-trouble':
      return (
        <Item what={text.lately}>
          <Link to="/events" search={{ kind: 'smacks-resume-failed' }} className="dm-link">
            {text.resumeTrouble(concern.count)}
          </Link>
        </Item>
      );
    case 'evicted':
      return (
        <Item what={text.lately}>
          <Link to="/events" search={{ kind: 'session-ended', reason: 'evicted' }} className="dm-link">
            {text.evicted(concern.count)}
          </Link>
        </Item>
      );
    case 'slow':
      return <Item what={text.slowDetail(formatMs(concern.loopDelayP99))}>{text.slow}</Item>;
  }
}

function Strained({ since, reason }: { readonly since: number; readonly reason: string | null }) {
  const span = useServerTime((now) => formatSpan((now - since) / 1000));
  return (
    <Item what={text.strainedSince(span, reason)}>
      <strong>{text.strained}</strong>
    </Item>
  );
}

interface ItemProps {
  readonly what: string;
  readonly side?: ReactNode;
  readonly children: ReactNode;
}

function Item({ what, side, children }: ItemProps) {
  return (
    <li className={classes.item}>
      <span className={classes.text}>
        {children}
        <span className={classes.kind}>{what}</span>
      </span>
      {side === undefined ? null : <span className={classes.side}>{side}</span>}
    </li>
  );
}

function SessionLink({ session }: { readonly session: SessionView }) {
  return (
    <Link to="/sessions/$sessionId" params={{ sessionId: session.id }} className="dm-link" preload={false}>
      <Jid user={session.user} resource={session.resource} />
    </Link>
  );
}

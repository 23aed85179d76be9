import { Link } from '@tanstack/react-router';
import type { SessionView } from '#contracts';
import { pressureOf } from '#contracts';
import { reasonText } from '../../../components/event-list.js';
import { Jid } from '../../../components/jid.js';
import { Meter, pressureTone } from '../../../components/meter.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { StateBadge } from '../../../components/state-badge.js';
import { TimeLeft } from '../../../components/time-left.js';
import { useTabStop } from '../../../components/virtual-table-row.js';
import { formatBytes, formatCount, formatPercent } from '../../../lib/format-number.js';
import { commonText, sessionsListText as text } from '../../../messages/index.js';
import { listSearch } from '../search.js';
import classes from './cells.module.css';

interface CellProps {
  readonly session: SessionView;
}

const transports = { tcp: 'TCP', tls: 'TCP', websocket: 'WebSocket' } as const;

/** `TCP · TLSv1.3`, or `WebSocket` alone where nothing is encrypted; null while there is no connection. STARTTLS and direct
 *  TLS read the same: what counts is what they ended in. */
function transportText({ transport, tls }: SessionView): string | null {
  if (transport === null) return null;
  return tls === null ? transports[transport] : `${transports[transport]} · ${tls}`;
}

export const Nothing = () => <span className={classes.none}>{commonText.none}</span>;

/** The user, leading to the session; below it the resource. */
export function UserCell({ session: { id, user, resource } }: CellProps) {
  return (
    <span className={classes.user} title={`${user}/${resource}`}>
      <Link
        to="/sessions/$sessionId"
        params={{ sessionId: id }}
        search={(now) => listSearch(now)}
        className="dm-link"
        preload={false}
        tabIndex={useTabStop()}
        aria-label={text.open(`${user}/${resource}`)}
      >
        <Jid user={user} />
      </Link>
      <span className="dm-sub">/{resource}</span>
    </span>
  );
}

/** The state, and why it sleeps. */
export function StateCell({ session: { state, hibernationReason } }: CellProps) {
  return (
    <>
      <StateBadge state={state} />
      {hibernationReason === null ? null : (
        <span className="dm-sub" title={commonText.hibernationReason[hibernationReason]}>
          {commonText.hibernationReason[hibernationReason]}
        </span>
      )}
    </>
  );
}

export function TimeLeftCell({ session: { deadline, hibernatingSince, since } }: CellProps) {
  return deadline === null ? <Nothing /> : <TimeLeft from={hibernatingSince ?? since} deadline={deadline} />;
}

export function ConnectionCell({ session }: CellProps) {
  const transport = transportText(session);
  return (
    <>
      {transport ?? (session.address === null ? <Nothing /> : text.last)}
      {session.address === null ? null : (
        <span className="dm-sub" title={session.address}>
          {session.address}
        </span>
      )}
    </>
  );
}

/** Unacknowledged stanzas; against the queue's limit where there is one. */
export function UnackedCell({ session: { unacked, queueLimit, queueBytes } }: CellProps) {
  const share = pressureOf({ unacked, queueLimit });
  const hint =
    queueLimit === null
      ? text.queue(formatBytes(queueBytes))
      : `${text.queueOf(formatCount(unacked), formatCount(queueLimit))}, ${formatBytes(queueBytes)}`;
  return (
    <span title={hint}>
      <span data-testid="unacked">{formatCount(unacked)}</span>
      {queueLimit === null || share === null ? null : (
        <>
          <span className={classes.of}> / {formatCount(queueLimit)}</span>
          <span className={classes.meter}>
            <Meter share={share} tone={pressureTone(share)} />
          </span>
        </>
      )}
    </span>
  );
}

export function PressureCell({ session }: CellProps) {
  const share = pressureOf(session);
  if (share === null) return <Nothing />;
  return (
    <>
      {formatPercent(share)}
      <span className={classes.meter}>
        <Meter share={share} tone={pressureTone(share)} />
      </span>
    </>
  );
}

/** When the resource was bound; then what matters most of how it was resumed since. */
export function SinceCell({ session: { since, resumes, lastResumeFailure } }: CellProps) {
  return (
    <>
      <RelativeTime at={since} />
      {lastResumeFailure !== null ? (
        <span
          className={`dm-sub ${classes.refused}`}
          title={text.hint.lastResumeFailure}
          data-testid="resume-failure"
        >
          {text.resumeRefused(reasonText(lastResumeFailure.reason))}
        </span>
      ) : resumes === 0 ? null : (
        <span className="dm-sub">{text.resumed(formatCount(resumes))}</span>
      )}
    </>
  );
}

/** Both counts. */
export function CountsCell({ session: { hIn, hOut } }: CellProps) {
  return (
    <>
      {formatCount(hIn)} <span className={classes.of}>/</span> {formatCount(hOut)}
    </>
  );
}

export function FailureCell({ session: { lastResumeFailure } }: CellProps) {
  if (lastResumeFailure === null) return <Nothing />;
  return (
    <>
      {reasonText(lastResumeFailure.reason)}
      <span className="dm-sub">
        <RelativeTime at={lastResumeFailure.at} />
      </span>
    </>
  );
}

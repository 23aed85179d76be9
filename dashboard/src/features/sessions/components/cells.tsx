import { Link } from '@tanstack/react-router';
import type { SessionView } from '#contracts';
import { reasonText } from '../../../components/event-list.js';
import { Jid } from '../../../components/jid.js';
import { Meter, pressureTone } from '../../../components/meter.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatBytes, formatCount, formatMs } from '../../../lib/format-number.js';
import { commonText, sessionsText as text } from '../../../messages/index.js';
import { sessionsSearch } from '../search.js';
import classes from './cells.module.css';

interface CellProps {
  readonly session: SessionView;
}

const transports = { tcp: 'TCP', tls: 'TCP', websocket: 'WebSocket' } as const;

/** `TCP · TLSv1.3`, or `WebSocket` alone where nothing is encrypted; null while there is no connection. STARTTLS and direct
 *  TLS read the same: what counts is what they ended in. */
export function transportText({ transport, tls }: SessionView): string | null {
  if (transport === null) return null;
  return tls === null ? transports[transport] : `${transports[transport]} · ${tls}`;
}

/** The user, leading to the session; below it the resource. */
export function UserCell({ session }: CellProps) {
  return (
    <span className={classes.user}>
      <Link
        to="/sessions/$sessionId"
        params={{ sessionId: session.id }}
        search={(now) => sessionsSearch(now)}
        className="dm-link"
        preload={false}
        aria-label={text.open(`${session.user}/${session.resource}`)}
      >
        <Jid user={session.user} />
      </Link>
      <span className="dm-sub">/{session.resource}</span>
    </span>
  );
}

export function ConnectionCell({ session }: CellProps) {
  const transport = transportText(session);
  return (
    <>
      {transport ?? (session.address === null ? commonText.none : text.last)}
      {session.address === null ? null : (
        <span className={`dm-sub ${classes.address}`} title={session.address}>
          {session.address}
        </span>
      )}
    </>
  );
}

/** Unacknowledged stanzas; against the queue's limit where there is one. */
export function UnackedCell({ session: { unacked, queueLimit, queueBytes } }: CellProps) {
  const share = queueLimit === null || queueLimit === 0 ? 0 : unacked / queueLimit;
  const hint =
    queueLimit === null
      ? text.queue(formatBytes(queueBytes))
      : `${text.queueOf(formatCount(unacked), formatCount(queueLimit))}, ${formatBytes(queueBytes)}`;
  return (
    <span className={classes.unacked} title={hint}>
      <span data-testid="unacked">{formatCount(unacked)}</span>
      {queueLimit === null ? null : (
        <>
          <span className={classes.of}> / {formatCount(queueLimit)}</span>
          <Meter share={share} tone={pressureTone(share)} />
        </>
      )}
    </span>
  );
}

/** When the resource was bound, how often the session has been resumed since, and why it was not the last time that failed. */
export function SinceCell({ session: { since, resumes, lastResumeFailure } }: CellProps) {
  return (
    <>
      <RelativeTime at={since} />
      {resumes === 0 ? null : <span className="dm-sub dm-nowrap">{text.resumed(formatCount(resumes))}</span>}
      {lastResumeFailure === null ? null : (
        <span className="dm-sub" title={text.hint.resumeFailure} data-testid="resume-failure">
          {text.resumeRefused(reasonText(lastResumeFailure.reason))}
        </span>
      )}
    </>
  );
}

/** Both counts, and how long the client last took to acknowledge. */
export function CountsCell({ session: { hIn, hOut, ackRtt } }: CellProps) {
  return (
    <span className="dm-nowrap">
      {formatCount(hIn)} <span className={classes.of}>/</span> {formatCount(hOut)}
      {ackRtt === null ? null : (
        <span className="dm-sub" title={text.hint.rtt}>
          {text.rtt(formatMs(ackRtt))}
        </span>
      )}
    </span>
  );
}

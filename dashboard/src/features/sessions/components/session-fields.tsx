import type { ReactNode } from 'react';
import type { OldSessionView, SessionDetail, SessionView } from '#contracts';
import { reasonText } from '../../../components/event-list.js';
import { Meter, pressureTone } from '../../../components/meter.js';
import { Panel } from '../../../components/panel.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatBytes, formatCount } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { commonText, sessionPageText } from '../../../messages/index.js';
import classes from './session-fields.module.css';

const text = sessionPageText.facts;

/** What its counters stand at. */
export function SessionFields({ session }: { readonly session: SessionDetail }) {
  const { streamManagement, lastResumeFailure } = session;
  return (
    <Panel title={text.title}>
      <dl className={classes.fields}>
        <Field name={text.unacked}>
          <Backlog session={session} />
        </Field>
        <Field name={text.queueBytes}>{formatBytes(session.queueBytes)}</Field>
        <Field name={text.hIn} hint={text.hInHint}>
          {formatCount(session.hIn)}
        </Field>
        <Field name={text.hOut} hint={text.hOutHint}>
          {formatCount(session.hOut)}
        </Field>
        <Field name={text.resumes}>
          <span data-testid="resumes">{formatCount(session.resumes)}</span>
        </Field>
        <Field name={text.sm}>{smText(session)}</Field>
        <Field name={text.presence}>
          {session.available ? text.available(session.priority) : text.unavailable}
        </Field>
        {session.state === 'connected' && streamManagement ? (
          <Field name={text.csi}>{session.inactive ? text.inactive : text.active}</Field>
        ) : null}
        <Field name={session.transport === null ? text.lastConnection : text.connection}>
          {[transportText(session), session.address].filter((part) => part !== null).join(', ') ||
            commonText.none}
        </Field>
        <Field name={text.bound}>
          <When at={session.since} />
        </Field>
        {lastResumeFailure === null ? null : (
          <Field name={text.lastRefused}>
            {reasonText(lastResumeFailure.reason)}, <When at={lastResumeFailure.at} />
          </Field>
        )}
        <Field name={text.id}>
          <span className="dm-code">{session.id}</span>
        </Field>
      </dl>
    </Panel>
  );
}

interface EndedFieldsProps {
  readonly id: string;
  readonly old: OldSessionView | null;
  /** What became of what was queued; empty when nothing was, undefined when it is not known. */
  readonly fate: string | undefined;
}

/** What is known of one that is over. */
export function EndedFields({ id, old, fate }: EndedFieldsProps) {
  return (
    <Panel title={sessionPageText.ended}>
      <dl className={classes.fields}>
        <Field name={text.hIn} hint={text.hInHint}>
          <span data-testid="kept-h">{old === null ? text.noH : text.keptH(formatCount(old.h))}</span>
        </Field>
        {old === null ? null : (
          <>
            <Field name={text.reason}>{reasonText(old.reason)}</Field>
            <Field name={text.endedAt}>
              <When at={old.endedAt} />
            </Field>
          </>
        )}
        <Field name={text.fate}>{fate === '' ? text.noFate : (fate ?? commonText.none)}</Field>
        <Field name={text.id}>
          <span className="dm-code">{id}</span>
        </Field>
      </dl>
    </Panel>
  );
}

function Backlog({ session: { unacked, queueLimit } }: { readonly session: SessionView }) {
  const share = queueLimit === null || queueLimit === 0 ? 0 : unacked / queueLimit;
  return (
    <span className={classes.backlog}>
      <span data-testid="unacked">{formatCount(unacked)}</span>
      {queueLimit === null ? null : (
        <>
          <span className={classes.sub}>{text.unackedOf(formatCount(queueLimit))}</span>
          <Meter share={share} tone={pressureTone(share)} />
        </>
      )}
    </span>
  );
}

const transports = { tcp: 'TCP', tls: 'TCP', websocket: 'WebSocket' } as const;

function transportText({ transport, tls }: SessionView): string | null {
  if (transport === null) return null;
  return tls === null ? transports[transport] : `${transports[transport]} · ${tls}`;
}

function smText({ streamManagement, resumable }: SessionView): string {
  if (!streamManagement) return text.smOff;
  return resumable ? text.smOn : text.smOnly;
}

function When({ at }: { readonly at: number }) {
  return (
    <>
      <RelativeTime at={at} /> <span className={classes.sub}>({formatExact(at)})</span>
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Field({ name, hint, children }: FieldProps) {
  return (
    <div className={classes.field} title={hint}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

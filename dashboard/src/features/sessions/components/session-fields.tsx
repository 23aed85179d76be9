import type { ReactNode } from 'react';
import type { SessionView } from '#contracts';
import { reasonText } from '../../../components/event-list.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { TimeLeft } from '../../../components/time-left.js';
import { TraceLink } from '../../../components/trace-link.js';
import { formatBytes, formatCount, formatMs } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { commonText, sessionsText as text, tracesText } from '../../../messages/index.js';
import { transportText, UnackedCell } from './cells.js';
import classes from './session-fields.module.css';

const { field, group } = text;

/** Every field of a session, in groups. */
export function SessionFields({ session }: { readonly session: SessionView }) {
  return (
    <>
      <Group title={group.connection}>
        <Field name={field.id}>
          <span className="dm-code">{session.id}</span>
        </Field>
        <Field name={field.since}>
          <When at={session.since} />
        </Field>
        <Field name={field.transport}>{transportText(session) ?? commonText.none}</Field>
        <Field name={field.address}>{session.address ?? commonText.none}</Field>
        <Field name={field.sm}>{smText(session)}</Field>
        {session.traceId === null ? null : (
          <Field name={tracesText.newest}>
            <TraceLink traceId={session.traceId} />
          </Field>
        )}
        <Field name={field.presence}>
          {session.available ? text.presence(session.priority) : text.noPresence}
        </Field>
      </Group>
      {session.hibernatingSince === null ? null : (
        <Group title={group.hibernation}>
          <Field name={field.hibernatingSince}>
            <When at={session.hibernatingSince} />
          </Field>
          {session.hibernationReason === null ? null : (
            <Field name={field.hibernationReason}>
              {commonText.hibernationReason[session.hibernationReason]}
            </Field>
          )}
          {session.deadline === null ? null : (
            <>
              <Field name={field.deadline}>{formatExact(session.deadline)}</Field>
              <Field name={field.timeLeft}>
                <TimeLeft from={session.hibernatingSince} deadline={session.deadline} />
              </Field>
            </>
          )}
        </Group>
      )}
      <Group title={group.counters}>
        <Field name={field.unacked}>
          <UnackedCell session={session} />
        </Field>
        <Field name={field.queueBytes}>{formatBytes(session.queueBytes)}</Field>
        <Field name={field.hIn}>{formatCount(session.hIn)}</Field>
        <Field name={field.hOut}>{formatCount(session.hOut)}</Field>
        <Field name={field.rtt}>{session.ackRtt === null ? commonText.none : formatMs(session.ackRtt)}</Field>
        <Field name={field.resumes}>{formatCount(session.resumes)}</Field>
        {session.lastResumeFailure === null ? null : (
          <Field name={field.lastResumeFailure}>
            {reasonText(session.lastResumeFailure.reason)}, <When at={session.lastResumeFailure.at} />
          </Field>
        )}
      </Group>
    </>
  );
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

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.fields}>{children}</dl>
    </section>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.field}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

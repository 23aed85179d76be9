import { Alert } from '@mantine/core';
import type { LimitPreview, SessionView } from '#contracts';
import { errorText } from '../../../components/failure.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { limitsText as text } from '../../../messages/index.js';
import classes from './preview-panel.module.css';

interface PreviewPanelProps {
  /** There is a value to ask about. */
  readonly asked: boolean;
  /** Of that value; undefined until the answer is there. */
  readonly preview: LimitPreview | undefined;
  readonly error: Error | null;
  /** To name them by more than an id. */
  readonly sessions: readonly SessionView[];
}

const SHOWN = 10;

/** What a new value would do at once. Keeps its height, so that the button below does not run away. */
export function PreviewPanel({ asked, preview, error, sessions }: PreviewPanelProps) {
  if (asked && error !== null)
    return (
      <Alert color="red" role="alert" data-testid="preview-refused">
        {errorText(error)}
      </Alert>
    );
  return (
    <section
      className={classes.panel}
      aria-label={text.preview}
      aria-live="polite"
      data-testid="limit-preview"
    >
      <h3 className={classes.title}>{text.preview}</h3>
      {!asked ? (
        <p className={classes.line}>{text.previewType}</p>
      ) : preview === undefined ? (
        <p className={classes.line}>{text.previewing}</p>
      ) : (
        <Effects preview={preview} sessions={sessions} />
      )}
    </section>
  );
}

interface EffectsProps {
  readonly preview: LimitPreview;
  readonly sessions: readonly SessionView[];
}

function Effects({ preview: { evicted, overflowing, forgotten }, sessions }: EffectsProps) {
  if (evicted.length + overflowing.length + forgotten === 0)
    return (
      <p className={classes.line} data-testid="preview-nothing">
        {text.previewNothing}
      </p>
    );
  return (
    <>
      {evicted.length === 0 ? null : (
        <>
          <p className={classes.effect} data-testid="preview-evicted">
            {text.previewEvicted(evicted.length)}
          </p>
          <Sessions ids={evicted} sessions={sessions} />
        </>
      )}
      {overflowing.length === 0 ? null : (
        <>
          <p className={classes.effect}>{text.previewOverflowing(overflowing.length)}</p>
          <Sessions ids={overflowing} sessions={sessions} />
        </>
      )}
      {forgotten === 0 ? null : <p className={classes.effect}>{text.previewForgotten(forgotten)}</p>}
    </>
  );
}

function Sessions({
  ids,
  sessions,
}: {
  readonly ids: readonly string[];
  readonly sessions: readonly SessionView[];
}) {
  return (
    <ol className={classes.list}>
      {ids.slice(0, SHOWN).map((id) => {
        const session = sessions.find((one) => one.id === id);
        const since = session?.hibernatingSince ?? null;
        return (
          <li key={id} data-testid="preview-session" data-session-id={id}>
            {session === undefined ? <span className="dm-code">{id}</span> : `/${session.resource}`}
            {since === null ? null : (
              <span className={classes.since}>
                {text.asleep} <RelativeTime at={since} />
              </span>
            )}
          </li>
        );
      })}
      {ids.length > SHOWN ? <li className={classes.more}>{text.more(ids.length - SHOWN)}</li> : null}
    </ol>
  );
}

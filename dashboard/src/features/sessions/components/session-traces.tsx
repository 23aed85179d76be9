import { Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { TraceLink } from '../../../components/trace-link.js';
import { formatElapsed } from '../../../lib/format-number.js';
import { sessionPageText, tracesText } from '../../../messages/index.js';
import { useSessionTraces } from '../api/session-traces.js';
import classes from './session-page.module.css';

const text = sessionPageText.traces;

/** The newest traces that tell of a session. */
export function SessionTraces({ id, newest }: { readonly id: string; readonly newest: string | null }) {
  const { data, error, refetch } = useSessionTraces(id, newest);
  const all = (
    <LinkButton to="/traces" search={{ session: id }} variant="subtle" size="compact-xs">
      {text.all}
    </LinkButton>
  );
  return (
    <Panel title={text.title} aside={data === undefined || data.items.length === 0 ? null : all}>
      {data === undefined ? (
        error === null ? (
          <Loading lines={3} />
        ) : (
          <Failure compact error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <Notice compact title={text.empty} hint={text.emptyHint} />
      ) : (
        <ul className={classes.traces} aria-label={text.list}>
          {data.items.map(({ traceId, name, startedAt, endedAt, spans, failed }) => (
            <li key={traceId}>
              <TraceLink traceId={traceId}>{name}</TraceLink>
              {failed ? <ToneBadge tone="trouble">{tracesText.failed}</ToneBadge> : null}
              <span className={classes.aside}>
                {tracesText.spans(spans)} · {formatElapsed(endedAt - startedAt)} ·{' '}
                <RelativeTime at={startedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

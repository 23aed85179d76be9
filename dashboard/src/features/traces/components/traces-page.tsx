import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { TraceSummary } from '#contracts';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { TraceLink } from '../../../components/trace-link.js';
import { formatMs } from '../../../lib/format-number.js';
import { tracesText as text } from '../../../messages/index.js';
import { useTraces } from '../api/traces.js';
import classes from './traces.module.css';

const route = getRouteApi('/in/traces');

export function TracesPage() {
  const { session } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useTraces(session);
  const all = () => void navigate({ search: {} });
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        session === undefined ? undefined : (
          <Button variant="default" size="xs" onClick={all}>
            {text.ofSession(session)}
          </Button>
        )
      }
    >
      {data === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <Notice
          title={session === undefined ? text.empty : text.noneOfSession}
          hint={session === undefined ? text.emptyHint : text.noneOfSessionHint}
        />
      ) : (
        <TraceList traces={data.items} />
      )}
    </Page>
  );
}

function TraceList({ traces }: { readonly traces: readonly TraceSummary[] }) {
  return (
    <ul className={classes.list} aria-label={text.list}>
      {traces.map(({ traceId, name, startedAt, endedAt, spans, failed }) => (
        <li key={traceId} className={classes.row} data-testid="trace-row">
          <RelativeTime at={startedAt} />
          <TraceLink traceId={traceId}>{name}</TraceLink>
          <span className="dm-sub">
            {text.spans(spans)} · {formatMs(endedAt - startedAt)}
          </span>
          {failed ? <ToneBadge tone="trouble">{text.failed}</ToneBadge> : null}
        </li>
      ))}
    </ul>
  );
}

import { Button } from '@mantine/core';
import type { LimitHistoryEntry } from '#contracts';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { limitsText as text } from '../../../messages/index.js';
import { useLimitHistory } from '../api/limit-history.js';
import { formatLimit } from '../limit-units.js';
import classes from './side-list.module.css';

interface HistoryPanelProps {
  readonly jid: string;
  readonly version: string | undefined;
}

/** Who set which limit of this user, newest first. */
export function HistoryPanel({ jid, version }: HistoryPanelProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLimitHistory(
    jid,
    version,
  );
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <Panel title={text.history}>
      {entries === undefined ? (
        error === null ? (
          <Loading lines={3} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} compact />
        )
      ) : entries.length === 0 ? (
        <Notice compact title={text.historyEmpty} hint={text.historyEmptyHint} />
      ) : (
        <ul className={classes.list} aria-label={text.historyList}>
          {entries.map((entry) => (
            <li key={`${entry.name} ${entry.at}`} className={classes.row} data-testid="limit-history">
              <Entry entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button
          variant="subtle"
          size="xs"
          mt="xs"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {text.historyMore}
        </Button>
      ) : null}
    </Panel>
  );
}

function Entry({ entry: { name, before, after, setBy, at } }: { readonly entry: LimitHistoryEntry }) {
  const shown = (held: LimitHistoryEntry['after']) =>
    held === null ? text.historyDefault : formatLimit(name, held.value);
  return (
    <>
      <span className={classes.main}>
        {text.name[name]}
        <span className="dm-sub">{text.setBy(setBy)}</span>
      </span>
      <span className={classes.end}>
        <span className="dm-nowrap">
          {shown(before)} → <strong>{shown(after)}</strong>
        </span>
        <span className="dm-sub">
          <RelativeTime at={at} />
        </span>
      </span>
    </>
  );
}

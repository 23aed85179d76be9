import { useThrottledValue } from '@mantine/hooks';
import { useState } from 'react';
import type { SessionDetail } from '#contracts';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { onDemand } from '../../../components/on-demand.js';
import { Pager } from '../../../components/pager.js';
import { Panel } from '../../../components/panel.js';
import { useHasRight, useMay } from '../../../lib/identity.js';
import { sessionPageText } from '../../../messages/index.js';
import { useQueue } from '../api/session-queue.js';
import { QueueTable } from './queue-table.js';

const PeekDialog = onDemand(() => import('./queue-peek-dialog.js').then((loaded) => loaded.PeekDialog));

const text = sessionPageText.queue;
/** Under load the queue changes with every tick of the channel; nobody reads that quickly. */
const CALM = 1000;

/** What waits for the client's acknowledgement: kinds and sizes, never what it says. */
export function QueuePanel({ session }: { readonly session: SessionDetail }) {
  const [after, setAfter] = useState<number | undefined>();
  const [peeked, setPeeked] = useState<number | null>(null);
  const operator = useMay('operator');
  const mayPeek = useHasRight('peek') && operator;
  const { hOut, unacked, queueBytes, state, id } = session;
  const version = useThrottledValue(`${hOut} ${unacked} ${queueBytes}`, CALM);
  const { data, error, refetch, dataUpdatedAt } = useQueue(id, after, version, state !== 'ending');
  return (
    <Panel title={text.title}>
      {data === undefined ? (
        error === null ? (
          <Loading lines={3} />
        ) : (
          <Failure compact error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 && after === undefined ? (
        <Notice compact title={text.empty} hint={text.emptyHint} />
      ) : (
        <>
          <QueueTable items={data.items} readAt={dataUpdatedAt} {...(mayPeek ? { onPeek: setPeeked } : {})} />
          <Pager
            shown={data.items.length}
            total={data.total}
            onFirst={after === undefined ? undefined : () => setAfter(undefined)}
            onNext={data.next === null ? undefined : () => setAfter(data.items.at(-1)?.n)}
          />
          <p className="dm-sub">{mayPeek ? text.noBodies : `${text.noBodies} ${text.peekRight}`}</p>
        </>
      )}
      <PeekDialog wanted={peeked !== null} id={id} n={peeked} onClose={() => setPeeked(null)} />
    </Panel>
  );
}

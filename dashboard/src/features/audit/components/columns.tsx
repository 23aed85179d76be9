import type { AuditEntryView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { auditText as text } from '../../../messages/index.js';
import { actionWords } from '../action-words.js';
import { AuditChange } from './audit-change.js';
import { AuditTarget } from './audit-target.js';

export const auditColumns: readonly Column<AuditEntryView>[] = [
  {
    id: 'at',
    header: text.column.at,
    cell: ({ row: { original } }) => <RelativeTime at={original.at} />,
  },
  {
    id: 'actor',
    header: text.column.actor,
    cell: ({
      row: {
        original: { actor, via, address },
      },
    }) => (
      <>
        <strong>{actor}</strong>
        {via === null || via === 'password' ? null : (
          <span className="dm-sub dm-nowrap">{text.via[via]}</span>
        )}
        {address === '' ? null : <span className="dm-sub">{address}</span>}
      </>
    ),
  },
  {
    id: 'action',
    header: text.column.action,
    cell: ({ row: { original } }) => <span title={original.action}>{actionWords(original.action)}</span>,
  },
  {
    id: 'target',
    header: text.column.target,
    cell: ({ row: { original } }) => <AuditTarget entry={original} />,
  },
  {
    id: 'change',
    header: text.column.change,
    cell: ({ row: { original } }) => <AuditChange entry={original} />,
    meta: {
      wide: true,
      empty: ({ before, after, detail }) => before === null && after === null && detail === '',
    },
  },
  {
    id: 'result',
    header: text.column.result,
    cell: ({
      row: {
        original: { result },
      },
    }) => <Result result={result} />,
  },
];

/** `done, ended 2` is done, and below stands what came of it; everything else is the code of a refusal. */
function Result({ result }: { readonly result: string }) {
  const [, done, outcome] = /^(done)\b[,:]?\s*(.*)$/.exec(result) ?? [];
  const code = done ?? result;
  return (
    <>
      <ToneBadge tone={done ? 'calm' : result === 'failed' ? 'trouble' : 'ending'} data-testid="audit-result">
        {text.results[code] ?? code}
      </ToneBadge>
      {outcome ? <span className="dm-sub">{outcome}</span> : null}
    </>
  );
}

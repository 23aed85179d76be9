import { Link } from '@tanstack/react-router';
import type { BulkAction, BulkResult } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { commonText, bulkText as text } from '../../../messages/index.js';
import { outcomeTones } from './job-bar.js';

/** Who, what became of it, and why not. */
export const resultColumns = (action: BulkAction): readonly Column<BulkResult>[] => [
  {
    id: 'who',
    header: text.resultColumn.who,
    meta: { wide: true },
    cell: ({ row: { original } }) => <Who action={action} result={original} />,
  },
  {
    id: 'outcome',
    header: text.resultColumn.outcome,
    cell: ({ row: { original } }) => (
      <ToneBadge tone={outcomeTones[original.outcome]}>{text.outcome[original.outcome]}</ToneBadge>
    ),
  },
  {
    id: 'why',
    header: text.resultColumn.why,
    meta: { wide: true },
    cell: ({ row: { original } }) => (
      <span data-testid="bulk-why">{reasonOf(action, original) ?? commonText.none}</span>
    ),
  },
];

/** A session that could not be done is mostly there still; one that was killed is not, so it leads nowhere. */
function Who({
  action,
  result: { id, label, outcome },
}: {
  readonly action: BulkAction;
  readonly result: BulkResult;
}) {
  const name = label ?? id;
  if (action === 'set-limit' || action === 'clear-limit')
    return (
      <Link to="/users/$jid" params={{ jid: id }} className="dm-link">
        {name}
      </Link>
    );
  const ended = outcome === 'skipped' || (outcome === 'done' && (action === 'kill' || action === 'expire'));
  return ended ? (
    <span>{name}</span>
  ) : (
    <Link to="/sessions/$sessionId" params={{ sessionId: id }} className="dm-link">
      {name}
    </Link>
  );
}

function reasonOf(action: BulkAction, { why }: BulkResult): string | null {
  if (why === null) return null;
  return why === 'wrong-state' ? text.wrongState[action] : (text.why[why] ?? why);
}

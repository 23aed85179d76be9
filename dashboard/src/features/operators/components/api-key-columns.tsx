import { Button } from '@mantine/core';
import type { ApiKeyView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { useServerTime } from '../../../lib/live.js';
import { operatorsText } from '../../../messages/index.js';

const text = operatorsText.keys;

export const apiKeyColumns = (onRevoke: (key: ApiKeyView) => void): readonly Column<ApiKeyView>[] => [
  {
    id: 'name',
    header: text.column.name,
    cell: ({ row: { original } }) => <strong>{original.name}</strong>,
    meta: { wide: true },
  },
  { id: 'role', header: text.column.role, cell: ({ row: { original } }) => original.role },
  {
    id: 'made',
    header: text.column.made,
    cell: ({ row: { original } }) => (
      <>
        <RelativeTime at={original.createdAt} />
        <span className="dm-sub">{text.by(original.createdBy)}</span>
      </>
    ),
  },
  {
    id: 'expires',
    header: text.column.expires,
    cell: ({ row: { original } }) => <Expiry at={original.expiresAt} />,
  },
  {
    id: 'used',
    header: text.column.used,
    cell: ({ row: { original } }) =>
      original.lastUsedAt === null ? (
        <span data-testid="api-key-used">{text.never}</span>
      ) : (
        <span data-testid="api-key-used">
          <RelativeTime at={original.lastUsedAt} />
          {original.lastAddress === null ? null : (
            <span className="dm-sub">{text.from(original.lastAddress)}</span>
          )}
        </span>
      ),
  },
  {
    id: 'actions',
    header: text.column.actions,
    cell: ({ row: { original } }) => (
      <Button
        variant="default"
        size="xs"
        aria-label={text.revokeOf(original.name)}
        onClick={() => onRevoke(original)}
        data-testid="api-key-revoke"
      >
        {text.revoke}
      </Button>
    ),
    meta: { align: 'end', bare: true },
  },
];

function Expiry({ at }: { readonly at: number }) {
  const over = useServerTime((now) => now >= at);
  return over ? <ToneBadge tone="ending">{text.expired}</ToneBadge> : <RelativeTime at={at} />;
}

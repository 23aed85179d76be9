import { Button, Group } from '@mantine/core';
import type { LimitName, LimitView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { MeterOf } from '../../../components/meter-of.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { commonText, limitsText as text } from '../../../messages/index.js';
import { formatLimit } from '../limit-units.js';
import classes from './limit-columns.module.css';

/** A limit, and how much of it is in use. */
export interface LimitRow extends LimitView {
  readonly used: number | null;
}

export interface LimitQuestion {
  readonly kind: 'set' | 'clear';
  readonly name: LimitName;
}

const { column } = text;

/** `onAsk` is absent for those who may only look. */
export const limitColumns = (onAsk?: (question: LimitQuestion) => void): readonly Column<LimitRow>[] => [
  {
    id: 'limit',
    header: column.limit,
    cell: ({ row: { original } }) => (
      <span title={original.name}>
        {text.name[original.name]}
        <span className={`dm-sub ${classes.what}`}>{text.what[original.name]}</span>
      </span>
    ),
    meta: { wide: true, bare: true },
  },
  {
    id: 'use',
    header: column.use,
    cell: ({ row: { original } }) => <Use limit={original} />,
  },
  {
    id: 'effective',
    header: column.effective,
    cell: ({ row: { original } }) => <InForce limit={original} />,
  },
  ...(onAsk === undefined
    ? []
    : [
        {
          id: 'change',
          header: column.change,
          cell: ({ row }) => <Change limit={row.original} onAsk={onAsk} />,
          meta: { align: 'end', wide: true, bare: true },
        } satisfies Column<LimitRow>,
      ]),
];

function Use({ limit: { name, used, effective } }: { readonly limit: LimitRow }) {
  if (used === null) return <span className="dm-sub">{commonText.none}</span>;
  return (
    <MeterOf
      used={used}
      limit={effective}
      format={(value) => formatLimit(name, value)}
      calm={name === 'smacks_max_old_sessions'}
      wide
      data-testid="limit-current"
    />
  );
}

/** The value, and where it is from: the default, or somebody who has set it for this user alone. */
function InForce({ limit: { name, effective, override, default: byDefault } }: { readonly limit: LimitRow }) {
  return (
    <>
      <span className={classes.value}>
        <strong data-testid="limit-effective">{formatLimit(name, effective)}</strong>
        {override === null ? null : <ToneBadge tone="calm">{text.ownValue}</ToneBadge>}
      </span>
      <span className="dm-sub">
        {override === null ? (
          text.fromDefault
        ) : (
          <>
            <span data-testid="limit-override">{formatLimit(name, override.value)}</span>{' '}
            {text.insteadOf(formatLimit(name, byDefault))}, {text.setBy(override.setBy)},{' '}
            <RelativeTime at={override.setAt} />
          </>
        )}
      </span>
    </>
  );
}

interface ChangeProps {
  readonly limit: LimitRow;
  readonly onAsk: (question: LimitQuestion) => void;
}

function Change({ limit: { name, override }, onAsk }: ChangeProps) {
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap" className={classes.actions ?? ''}>
      {override === null ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={text.clearOf(text.name[name])}
          onClick={() => onAsk({ kind: 'clear', name })}
          data-testid="limit-clear"
        >
          {text.clear}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={text.editOf(text.name[name])}
        onClick={() => onAsk({ kind: 'set', name })}
        data-testid="limit-edit"
      >
        {text.edit}
      </Button>
    </Group>
  );
}

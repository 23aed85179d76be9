import type { LimitView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { Meter, pressureTone } from '../../../components/meter.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatCount } from '../../../lib/format-number.js';
import { commonText, limitsText as text } from '../../../messages/index.js';
import { formatLimit } from '../limit-units.js';
import classes from './columns.module.css';
import { LimitEditor } from './limit-editor.js';

const { column } = text;

/** `editable` is false for those who may only look. */
export const limitColumns = (jid: string, editable: boolean): readonly Column<LimitView>[] => [
  {
    id: 'limit',
    header: column.limit,
    cell: ({ row: { original } }) => (
      <>
        {text.name[original.name]}
        <span className={`dm-sub dm-code ${classes.name}`}>{original.name}</span>
      </>
    ),
    meta: { wide: true, bare: true },
  },
  {
    id: 'default',
    header: column.default,
    cell: ({ row: { original } }) => formatLimit(original.name, original.default),
  },
  {
    id: 'override',
    header: column.override,
    cell: ({ row: { original } }) => <Override limit={original} />,
  },
  {
    id: 'effective',
    header: column.effective,
    cell: ({ row: { original } }) => (
      <strong data-testid="limit-effective">{formatLimit(original.name, original.effective)}</strong>
    ),
  },
  {
    id: 'current',
    header: column.current,
    cell: ({ row: { original } }) => <Current limit={original} />,
  },
  ...(editable
    ? [
        {
          id: 'change',
          header: column.change,
          cell: ({ row }) => <LimitEditor jid={jid} limit={row.original} />,
          meta: { wide: true, bare: true },
        } satisfies Column<LimitView>,
      ]
    : []),
];

function Override({ limit: { name, override } }: { readonly limit: LimitView }) {
  if (override === null) return <span className="dm-sub">{commonText.none}</span>;
  return (
    <>
      <span data-testid="limit-override">{formatLimit(name, override.value)}</span>
      <span className="dm-sub">
        {text.setBy(override.setBy)}, <RelativeTime at={override.setAt} />
      </span>
    </>
  );
}

function Current({ limit: { current, effective } }: { readonly limit: LimitView }) {
  if (current === null) return <span className="dm-sub">{commonText.none}</span>;
  if (effective === null) return formatCount(current);
  const share = effective === 0 ? (current > 0 ? 1 : 0) : current / effective;
  return (
    <span className={classes.current}>
      <span data-testid="limit-current">{formatCount(current)}</span>
      <span className={classes.of}> / {formatCount(effective)}</span>
      <Meter share={share} tone={pressureTone(share)} />
    </span>
  );
}

import { useMemo, useState } from 'react';
import type { SessionView, UserLimits } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { onDemand } from '../../../components/on-demand.js';
import { useMay } from '../../../lib/identity.js';
import { limitsText as text } from '../../../messages/index.js';
import { usedOf } from '../limit-use.js';
import { type LimitQuestion, type LimitRow, limitColumns } from './limit-columns.js';

const LimitDialog = onDemand(() => import('./limit-dialog.js').then((loaded) => loaded.LimitDialog));

const rowId = ({ name }: LimitRow) => name;
const rowProps = ({ name, override }: LimitRow) => ({
  'data-testid': 'limit-row',
  'data-limit': name,
  'data-override': override === null ? 'no' : 'yes',
});

interface LimitsTableProps {
  readonly limits: UserLimits;
  /** All of the user's, undefined while they are not at hand. */
  readonly sessions: readonly SessionView[] | undefined;
}

/** The user's limits with what is in use of each, and the dialog that changes one. */
export function LimitsTable({ limits, sessions }: LimitsTableProps) {
  const operator = useMay('operator');
  const [question, setQuestion] = useState<LimitQuestion | null>(null);
  const columns = useMemo(() => limitColumns(operator ? setQuestion : undefined), [operator]);
  const rows = useMemo(
    () => limits.limits.map((limit): LimitRow => ({ ...limit, used: usedOf(limit, sessions) })),
    [limits, sessions],
  );
  return (
    <>
      <DataTable label={text.limits} columns={columns} rows={rows} rowId={rowId} rowProps={rowProps} />
      <LimitDialog
        wanted={question !== null}
        limits={limits}
        sessions={sessions ?? []}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </>
  );
}

import { formatCount } from '../../../lib/format-number.js';
import { bulkText as text } from '../../../messages/index.js';
import type { BulkAsked } from '../api/preview.js';
import classes from './bulk-dialog.module.css';

/** Whom a request is about, as it is sent: what is shown here is what is frozen. */
export function TargetWords({ request, hint }: { readonly request: BulkAsked; readonly hint?: string }) {
  const { words, conditions = [], all = false } = wordsOf(request);
  return (
    <div
      className={`${classes.target} dm-tone`}
      data-tone="ending"
      data-testid="bulk-target"
      {...(all ? { 'data-all': true } : {})}
    >
      {words}
      {conditions.length === 0 ? null : (
        <ul>
          {conditions.map((condition) => (
            <li key={condition} className="dm-code">
              {condition}
            </li>
          ))}
        </ul>
      )}
      {hint === undefined ? null : <span className="dm-sub">{hint}</span>}
    </div>
  );
}

interface Words {
  readonly words: string;
  readonly conditions?: readonly string[];
  /** Nothing narrows it down. */
  readonly all?: boolean;
}

function wordsOf(request: BulkAsked): Words {
  if (request.action === 'set-limit' || request.action === 'clear-limit') {
    if (request.users !== undefined) return { words: text.named(formatCount(request.users.length)) };
    const { search = '' } = request;
    return search === '' ? { words: text.everyAccount, all: true } : { words: text.accountsWith(search) };
  }
  const { ids, filter = [] } = request;
  if (ids !== undefined) return { words: text.picked(formatCount(ids.length)) };
  return filter.length === 0
    ? { words: text.everySession, all: true }
    : { words: text.sessionsThat, conditions: filter };
}

import { VisuallyHidden } from '@mantine/core';
import type { AuditEntryView } from '#contracts';
import { auditText as text } from '../../../messages/index.js';
import { changeParts, type Part } from '../change-parts.js';
import classes from './audit.module.css';

/** What it was before and after, with what differs marked, and what was said about it: a reason, a span, a count. */
export function AuditChange({ entry }: { readonly entry: AuditEntryView }) {
  const { before, after, detail, result } = entry;
  const sides = changeParts(before, after);
  const refused = before !== null && after === null && !/^done\b/.test(result);
  return (
    <>
      {before === null && after === null ? null : (
        <span className={classes.change} data-testid="audit-change">
          {before === null ? null : (
            <del className={classes.before} {...(refused ? { 'data-kept': true } : {})}>
              <VisuallyHidden>{text.before} </VisuallyHidden>
              <Side parts={sides.before} plain={refused} />
            </del>
          )}
          {before !== null && after !== null ? <span aria-hidden="true">→</span> : null}
          {after === null ? null : (
            <ins className={classes.after}>
              <VisuallyHidden>{text.after} </VisuallyHidden>
              <Side parts={sides.after} />
            </ins>
          )}
        </span>
      )}
      {detail === '' ? null : <span className={classes.detail}>{detail}</span>}
    </>
  );
}

function Side({ parts, plain = false }: { readonly parts: readonly Part[]; readonly plain?: boolean }) {
  if (parts.length === 0) return text.nothing;
  return parts.map(({ text: part, changed }, place) => (
    // Parts may repeat; their place is what tells them apart.
    // biome-ignore lint/suspicious/noArrayIndexKey: static text
    <span key={place} {...(changed && !plain ? { 'data-changed': true } : {})}>
      {place === 0 ? '' : ', '}
      {part}
    </span>
  ));
}

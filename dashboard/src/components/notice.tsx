import type { ReactNode } from 'react';
import { Mark } from './mark.js';
import classes from './notice.module.css';

interface NoticeProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly action?: ReactNode;
  /** Small, inside a panel, without the mark. */
  readonly compact?: boolean;
  readonly role?: 'status' | 'alert';
}

/** What stands where content would be: nothing there, nothing found, gone. */
export function Notice({ title, hint, action, compact = false, role = 'status' }: NoticeProps) {
  return (
    <div className={classes.notice} role={role} {...(compact ? { 'data-compact': true } : {})}>
      {compact ? null : <Mark size={40} />}
      <p className={classes.title}>{title}</p>
      {hint === undefined ? null : <p className={classes.hint}>{hint}</p>}
      {action === undefined ? null : <div className={classes.action}>{action}</div>}
    </div>
  );
}

import { type ReactNode, useEffect } from 'react';
import { shellText } from '../messages/index.js';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  /** Leads to the list that this is one of. */
  readonly back?: ReactNode;
  /** Buttons to the right of the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page's frame: the document's title, the one h1, what belongs beside it, and the content. */
export function Page({ title, lead, back, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${shellText.name}`;
  }, [title]);
  return (
    <>
      {back}
      <div className={classes.head}>
        <div>
          <h1 className={classes.title}>{title}</h1>
          {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </>
  );
}

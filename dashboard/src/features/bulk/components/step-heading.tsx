import { type ReactNode, useEffect, useRef } from 'react';
import classes from './bulk-dialog.module.css';

/** What the next step of the dialog is about; takes the focus, which was on a button that is not there any more. */
export function StepHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h3 className={classes.heading} tabIndex={-1} ref={heading}>
      {children}
    </h3>
  );
}

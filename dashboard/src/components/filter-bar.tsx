import type { ReactNode } from 'react';
import { commonText } from '../messages/index.js';
import classes from './filter-bar.module.css';

export function FilterBar({ children }: { readonly children: ReactNode }) {
  return (
    <search className={classes.bar} aria-label={commonText.filters}>
      {children}
    </search>
  );
}

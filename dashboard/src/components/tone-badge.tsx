import type { ReactNode } from 'react';
import classes from './state-badge.module.css';

/** The palette of meanings; each is a set of CSS variables in app/global.css. */
export type Tone = 'connected' | 'hibernating' | 'ending' | 'calm' | 'trouble' | 'good';

interface ToneBadgeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly 'data-testid'?: string;
}

/** A small word with the colour of its meaning; the word alone says it too. */
export function ToneBadge({ tone, children, ...rest }: ToneBadgeProps) {
  return (
    <span className={`${classes.badge} dm-tone`} data-tone={tone} {...rest}>
      {children}
    </span>
  );
}

import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Overview } from '#contracts';
import { Sparkline } from '../../../components/sparkline.js';
import { overviewText as text } from '../../../messages/index.js';
import { useHistory } from '../api/history.js';
import { figureSet } from '../figure-set.js';
import type { Moment } from '../moments.js';
import { pastOf } from '../past.js';
import { ranges } from '../search.js';
import classes from './figure.module.css';

interface FiguresProps {
  readonly overview: Overview;
  readonly moments: readonly Moment[];
  /** Server time, ms. */
  readonly now: number;
}

/** The numbers of the first page, each with its last hour, leading to the list it counts. */
export function Figures({ overview, moments, now }: FiguresProps) {
  const { data: history } = useHistory(ranges['1h']);
  const past = useMemo(() => pastOf(history, moments), [history, moments]);
  return (
    <ul className={classes.grid} aria-label={text.figures}>
      {figureSet({ overview, history, past, now }).map((figure) => (
        <li key={figure.id} data-testid={`figure-${figure.id}`}>
          <Link {...figure.link} className={classes.figure}>
            <span className={classes.label}>{figure.label}</span>
            <span
              className={classes.value}
              data-tone={figure.trouble ? 'trouble' : undefined}
              data-testid="figure-value"
            >
              {figure.value}
            </span>
            <span className={classes.hint}>{figure.hint}</span>
            <Sparkline values={figure.line} tone={figure.tone} />
            <span className={classes.trend}>{figure.trend}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

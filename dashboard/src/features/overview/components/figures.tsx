import { Link, type LinkProps } from '@tanstack/react-router';
import type { Overview } from '#contracts';
import { formatBytes, formatCount, formatPercent } from '../../../lib/format-number.js';
import { overviewText } from '../../../messages/index.js';
import classes from './figure.module.css';

interface Figure {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly hint: string;
  readonly trouble?: boolean;
  /** The list behind the figure. */
  readonly link: Pick<LinkProps, 'to' | 'search'>;
}

/** The numbers of the first page, each leading to the list it counts. */
export function Figures({ overview }: { readonly overview: Overview }) {
  return (
    <ul className={classes.grid} aria-label={overviewText.figures}>
      {figuresOf(overview).map(({ id, label, value, hint, trouble, link }) => (
        <li key={id} data-testid={`figure-${id}`}>
          <Link {...link} className={classes.figure}>
            <span className={classes.label}>{label}</span>
            <span
              className={classes.value}
              data-tone={trouble ? 'trouble' : undefined}
              data-testid="figure-value"
            >
              {formatCount(value)}
            </span>
            <span className={classes.hint}>{hint}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function figuresOf(o: Overview): readonly Figure[] {
  const { hint } = overviewText;
  const attempts = o.resumes + o.resumeFailures;
  const resumed = attempts === 0 ? hint.noResumes : hint.resumes(formatPercent(o.resumes / attempts));
  return [
    {
      id: 'connected',
      label: overviewText.connected,
      value: o.connected,
      hint: hint.connected,
      link: { to: '/sessions', search: { state: 'connected' } },
    },
    {
      id: 'hibernating',
      label: overviewText.hibernating,
      value: o.hibernating,
      hint: hint.hibernating,
      link: { to: '/sessions', search: { state: 'hibernating' } },
    },
    {
      id: 'old',
      label: overviewText.old,
      value: o.oldSessions,
      hint: hint.old,
      link: { to: '/old-sessions' },
    },
    {
      id: 'queued',
      label: overviewText.queued,
      value: o.queuedStanzas,
      hint: hint.queued(formatBytes(o.queuedBytes)),
      link: { to: '/sessions', search: { backlog: true } },
    },
    {
      id: 'resumes',
      label: overviewText.resumes,
      value: o.resumes,
      hint: resumed,
      link: { to: '/events', search: { kind: 'smacks-resumed' } },
    },
    {
      id: 'failures',
      label: overviewText.failures,
      value: o.resumeFailures,
      hint: hint.failures,
      trouble: o.resumeFailures > 0,
      link: { to: '/events', search: { kind: 'smacks-resume-failed' } },
    },
    {
      id: 'expiries',
      label: overviewText.expiries,
      value: o.expiries,
      hint: hint.expiries,
      link: { to: '/events', search: { kind: 'session-ended', reason: 'expired' } },
    },
    {
      id: 'evictions',
      label: overviewText.evictions,
      value: o.evictions,
      hint: hint.evictions,
      trouble: o.evictions > 0,
      link: { to: '/events', search: { kind: 'session-ended', reason: 'evicted' } },
    },
  ];
}

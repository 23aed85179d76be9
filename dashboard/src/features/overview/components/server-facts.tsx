import type { Overview } from '#contracts';
import { formatSpan } from '../../../lib/format-duration.js';
import { formatBytes, formatCount } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { useServerTime } from '../../../lib/live.js';
import { overviewText as text } from '../../../messages/index.js';
import classes from './server-facts.module.css';

/** The process behind the figures, in one line. */
export function ServerFacts({ overview }: { readonly overview: Overview }) {
  const uptime = useServerTime((now) => formatSpan((now - overview.startedAt) / 1000));
  const facts: readonly (readonly [string, string, string?])[] = [
    [text.uptime, uptime, formatExact(overview.startedAt)],
    [text.stanzas, `${formatCount(overview.stanzasIn)} / ${formatCount(overview.stanzasOut)}`],
    [text.memory, formatBytes(overview.rssBytes)],
    [text.domain, overview.domain],
    [text.version, overview.version],
  ];
  return (
    <dl className={classes.facts} aria-label={text.server}>
      {facts.map(([name, value, hint]) => (
        <div key={name} title={hint}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

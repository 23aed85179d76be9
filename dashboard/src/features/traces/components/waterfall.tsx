import { Link } from '@tanstack/react-router';
import type { TraceSpan, TraceView } from '#contracts';
import { ToneBadge } from '../../../components/tone-badge.js';
import { formatMs } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { tracesText as text } from '../../../messages/index.js';
import { type Place, placesOf } from '../places.js';
import classes from './traces.module.css';

/** The spans of a trace, each where it lies in its time, with what it follows from and what came of it. */
export function Waterfall({ trace: { spans, followedBy } }: { readonly trace: TraceView }) {
  const places = placesOf(spans);
  return (
    <ol className={classes.list} aria-label={text.trace}>
      {spans.map((span, i) => (
        <SpanRow
          key={span.spanId}
          span={span}
          place={places[i] as Place}
          after={i === spans.length - 1 ? followedBy : []}
        />
      ))}
    </ol>
  );
}

function SpanRow({
  span,
  place: { depth, left, width },
  after,
}: {
  readonly span: TraceSpan;
  readonly place: Place;
  readonly after: TraceView['followedBy'];
}) {
  return (
    <li className={classes.span} data-testid="span-row" style={{ marginLeft: `${depth}rem` }}>
      <div className={classes.head}>
        <strong>{span.name}</strong>
        <span className="dm-sub">
          {text.kind[span.kind]} · {text.at} {formatExact(span.startedAt)} · {text.took}{' '}
          {formatMs(span.endedAt - span.startedAt)}
        </span>
        {span.failed ? <ToneBadge tone="trouble">{text.failed}</ToneBadge> : null}
      </div>
      <div className={classes.track} aria-hidden="true">
        <div
          className={classes.bar}
          {...(span.failed ? { 'data-failed': true } : {})}
          style={{ left: `${left}%`, width: `${width}%` }}
        />
      </div>
      <dl className={classes.attributes} aria-label={text.attributes}>
        {Object.entries(span.attributes).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="dm-code">{String(value)}</dd>
          </div>
        ))}
      </dl>
      <OtherTraces title={text.before} links={span.links} />
      <OtherTraces title={text.after} links={after} />
    </li>
  );
}

function OtherTraces({
  title,
  links,
}: {
  readonly title: string;
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly name?: string }[];
}) {
  if (links.length === 0) return null;
  return (
    <p className={classes.links}>
      {title}:
      {links.map(({ traceId, spanId, name }) => (
        <Link key={spanId} to="/traces/$traceId" params={{ traceId }} className="dm-link" preload={false}>
          {name ?? traceId.slice(0, 8)}
        </Link>
      ))}
    </p>
  );
}

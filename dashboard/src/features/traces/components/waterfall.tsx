import { Link } from '@tanstack/react-router';
import type { TraceSpan, TraceView } from '#contracts';
import { ToneBadge } from '../../../components/tone-badge.js';
import { formatElapsed } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { tracesText as text } from '../../../messages/index.js';
import { type Place, placesOf } from '../places.js';
import classes from './traces.module.css';

/** The spans of a trace, each where it lies in its time, with what it follows from and what came of it. */
export function Waterfall({ trace: { spans, followedBy } }: { readonly trace: TraceView }) {
  const places = placesOf(spans);
  const begin = Math.min(...spans.map(({ startedAt }) => startedAt));
  const took = Math.max(...spans.map(({ endedAt }) => endedAt)) - begin;
  const summary = [text.began(formatExact(begin)), text.took(formatElapsed(took)), text.spans(spans.length)];
  return (
    <>
      <p className={classes.summary}>{summary.join(' · ')}</p>
      <ol className={classes.list} aria-label={text.trace}>
        {spans.map((span, i) => (
          <SpanRow
            key={span.spanId}
            span={span}
            place={places[i] as Place}
            later={span.startedAt - begin}
            after={i === spans.length - 1 ? followedBy : []}
          />
        ))}
      </ol>
    </>
  );
}

function SpanRow({
  span,
  place: { depth, left, width },
  later,
  after,
}: {
  readonly span: TraceSpan;
  readonly place: Place;
  /** How long after the first one it began, ms. */
  readonly later: number;
  readonly after: TraceView['followedBy'];
}) {
  const notes = [
    text.kind[span.kind],
    ...(later > 0 ? [text.later(formatElapsed(later))] : []),
    text.took(formatElapsed(span.endedAt - span.startedAt)),
  ];
  const attributes = Object.entries(span.attributes);
  return (
    <li className={classes.span} data-testid="span-row" style={{ paddingLeft: `${depth}rem` }}>
      <div className={classes.head}>
        <strong>{span.name}</strong>
        <span className="dm-sub">{notes.join(' · ')}</span>
        {span.failed ? <ToneBadge tone="trouble">{text.failed}</ToneBadge> : null}
      </div>
      <div className={classes.track} aria-hidden="true">
        <div
          className={classes.bar}
          {...(span.failed ? { 'data-failed': true } : {})}
          style={{ left: `${left}%`, width: `${width}%` }}
        />
      </div>
      {attributes.length === 0 ? null : (
        <dl className={classes.attributes} aria-label={text.attributes}>
          {attributes.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="dm-code">{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
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

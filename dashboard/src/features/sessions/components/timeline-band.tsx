import { useId } from 'react';
import type { SessionDetail } from '#contracts';
import { formatSpan } from '../../../lib/format-duration.js';
import { sessionPageText } from '../../../messages/index.js';
import type { Stretch } from '../story.js';
import type { Span } from '../time-scale.js';
import classes from './timeline.module.css';

const text = sessionPageText.timeline;

const HEIGHT = 44;
/** Awake stands higher than asleep: the two differ without their colours. */
const tops = { connected: 2, hibernating: 21, unknown: 21 } as const;
/** Of acknowledgements, so that the words above them can be read. */
const HIGHEST = 18;
const tones = { connected: 'connected', hibernating: 'hibernating', unknown: 'calm' } as const;
/** Of a letter, in px: a label that does not fit is left out. */
const LETTER = 6.6;

interface TimelineBandProps {
  readonly width: number;
  readonly xOf: (at: number) => number;
  readonly span: Span;
  readonly stretches: readonly Stretch[];
  readonly roundTrips: Readonly<SessionDetail['roundTrips']>;
  /** What is left of the hibernation. */
  readonly ahead: Span | null;
}

/** The states one after the other, with the acknowledgements in them. The list of marks and the list below say the same in words. */
export function TimelineBand({ width, xOf, span, stretches, roundTrips, ahead }: TimelineBandProps) {
  const hatch = useId();
  const clamp = (at: number) => Math.min(width, Math.max(0, xOf(at)));
  const seen = roundTrips.filter(({ at }) => at >= span.from && at <= span.to);
  const longest = Math.max(0.1, ...roundTrips.map(({ rtt }) => rtt));
  const strokes = seen
    .map(({ at, rtt }) => `M${xOf(at)} ${HEIGHT}v${-3 - (rtt / longest) * (HIGHEST - 3)}`)
    .join('');
  return (
    <svg className={classes.band} width={width} height={HEIGHT} aria-hidden="true">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="6" strokeWidth="3" className={classes.hatch} />
        </pattern>
      </defs>
      {stretches.map(({ state, from, to, open }) => {
        const x = clamp(from);
        // However short it was, it is to be seen.
        const wide = Math.max(2, clamp(to) - x);
        if (to < span.from || from > span.to) return null;
        const label = (open ? text.until : text.stretch)(text.state[state], formatSpan((to - from) / 1000));
        const short = formatSpan((to - from) / 1000);
        const told = [label.replace(/, still$/, ''), short].find(
          (words) => to - from >= 1000 && words.length * LETTER + 12 < wide,
        );
        return (
          <g
            key={`${from} ${state}`}
            className="dm-tone"
            data-tone={tones[state]}
            data-testid="stretch"
            data-state={state}
            data-from={from}
            data-to={to}
          >
            <title>{label}</title>
            <rect
              x={x}
              y={tops[state]}
              width={wide}
              height={HEIGHT - tops[state]}
              className={classes.stretch}
              {...(state === 'unknown' ? { fill: `url(#${hatch})`, 'data-hatched': true } : {})}
            />
            <line x1={x} x2={x + wide} y1={tops[state]} y2={tops[state]} className={classes.edge} />
            {told === undefined ? null : (
              <text x={x + 6} y={tops[state] + 16} className={classes.told}>
                {told}
              </text>
            )}
          </g>
        );
      })}
      {ahead === null ? null : (
        <g className="dm-tone" data-tone="hibernating" data-testid="ahead">
          <title>{text.ahead}</title>
          <rect
            x={clamp(ahead.from)}
            y={tops.hibernating}
            width={Math.max(0, clamp(ahead.to) - clamp(ahead.from) - 1)}
            height={HEIGHT - tops.hibernating}
            className={classes.ahead}
          />
        </g>
      )}
      <path
        className={`${classes.ack} dm-tone`}
        data-tone="connected"
        d={strokes}
        data-testid="acks"
        data-count={seen.length}
      />
    </svg>
  );
}

import { type Span, ticksOf } from '../time-scale.js';
import classes from './timeline.module.css';

/** Room that a label takes, px. */
const LABEL = 100;
const EDGE = 32;

interface TimelineAxisProps {
  readonly width: number;
  readonly xOf: (at: number) => number;
  readonly span: Span;
}

export function TimelineAxis({ width, xOf, span }: TimelineAxisProps) {
  const ticks = ticksOf(span.from, span.to, Math.max(2, Math.floor(width / LABEL)));
  return (
    <svg className={classes.axis} width={width} height={26} aria-hidden="true">
      <line x1={0} x2={width} y1={0.5} y2={0.5} className={classes.rule} />
      {ticks.map(({ at, text }) => {
        const x = xOf(at);
        // A label at the very edge would be cut.
        const anchor = x < EDGE ? 'start' : x > width - EDGE ? 'end' : 'middle';
        return (
          <g key={at} data-testid="tick">
            <line x1={x} x2={x} y1={0} y2={5} className={classes.rule} />
            <text x={x} y={19} textAnchor={anchor} className={classes.tick}>
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

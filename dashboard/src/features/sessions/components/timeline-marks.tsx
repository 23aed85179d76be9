import { type KeyboardEvent, useRef, useState } from 'react';
import { formatExact } from '../../../lib/format-time.js';
import { eventsText, sessionPageText } from '../../../messages/index.js';
import { groupedMarks } from '../mark-groups.js';
import type { Mark } from '../story.js';
import classes from './timeline.module.css';
import { TimelineCard } from './timeline-card.js';
import { looks } from './timeline-looks.js';

const text = sessionPageText.timeline;
/** Of a mark, px: large enough to be hit (WCAG 2.5.8). */
const SIZE = 24;

interface TimelineMarksProps {
  readonly width: number;
  readonly xOf: (at: number) => number;
  /** Oldest first. */
  readonly marks: readonly Mark[];
}

/** What happened, below the states. Pointing at a mark or focusing it tells what it was; one is in the order of Tab, arrows lead on. */
export function TimelineMarks({ width, xOf, marks }: TimelineMarksProps) {
  const [shown, setShown] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const lane = useRef<HTMLDivElement>(null);
  const groups = groupedMarks(marks, xOf, SIZE);
  const keyOf = ({ marks: [first] }: (typeof groups)[number]) => first?.key ?? '';
  const reachable = groups.some((group) => keyOf(group) === current)
    ? current
    : groups.at(-1) && keyOf(groups.at(-1)!);
  const open = groups.find((group) => keyOf(group) === shown);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setShown(null);
    const at = groups.findIndex((group) => keyOf(group) === current);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: groups.length - 1 }[event.key];
    const next = to === undefined ? undefined : groups[to];
    if (next === undefined) return;
    event.preventDefault();
    lane.current?.querySelector<HTMLElement>(`[data-key="${keyOf(next)}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div
      ref={lane}
      className={classes.marks}
      role="group"
      aria-label={text.marks}
      onMouseLeave={() => setShown(null)}
      onKeyDown={onKeyDown}
    >
      {groups.map((group) => {
        const key = keyOf(group);
        const heaviest = [...group.marks].sort(
          (a, b) => looks[b.kind].weight - looks[a.kind].weight,
        )[0] as Mark;
        const { tone, icon: Icon } = looks[heaviest.kind];
        const several = group.marks.length > 1;
        return (
          <button
            key={key}
            type="button"
            className={`${classes.mark} dm-tone`}
            data-tone={tone}
            data-testid="mark"
            data-key={key}
            data-kind={heaviest.kind}
            data-kinds={group.marks.map(({ kind }) => kind).join(' ')}
            data-at={group.marks[0]?.at}
            style={{ left: Math.min(width - SIZE / 2, Math.max(SIZE / 2, group.x)) }}
            tabIndex={key === reachable ? 0 : -1}
            aria-label={several ? text.many(group.marks.length) : labelOf(heaviest)}
            aria-describedby={key === shown ? 'timeline-card' : undefined}
            onMouseEnter={() => setShown(key)}
            onClick={() => setShown(key)}
            onFocus={() => {
              setCurrent(key);
              setShown(key);
            }}
            onBlur={() => setShown((now) => (now === key ? null : now))}
          >
            <Icon size={14} aria-hidden="true" />
            {several ? <span className={classes.count}>{group.marks.length}</span> : null}
          </button>
        );
      })}
      {open === undefined ? null : <TimelineCard marks={open.marks} x={open.x} width={width} />}
    </div>
  );
}

const labelOf = ({ kind, at }: Mark) => `${eventsText.kind[kind]}, ${formatExact(at)}`;

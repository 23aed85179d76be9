import { eventReason } from '../../../components/event-sentence.js';
import { formatExact } from '../../../lib/format-time.js';
import { eventsText, sessionPageText } from '../../../messages/index.js';
import type { Mark } from '../story.js';
import classes from './timeline.module.css';
import { looks } from './timeline-looks.js';

const text = sessionPageText.timeline;
const WIDTH = 304;
/** More than these would be a list of their own, and there is one. */
const MOST = 6;

interface TimelineCardProps {
  readonly marks: readonly Mark[];
  readonly x: number;
  readonly width: number;
}

/** What a mark of the timeline stands for. */
export function TimelineCard({ marks, x, width }: TimelineCardProps) {
  const wide = Math.min(WIDTH, width);
  const left = Math.min(width - wide, Math.max(0, x - wide / 2));
  return (
    <div
      className={classes.card}
      style={{ left, width: wide }}
      role="tooltip"
      id="timeline-card"
      data-testid="timeline-card"
    >
      {marks.slice(0, MOST).map((mark) => (
        <div key={mark.key} className={`${classes.entry} dm-tone`} data-tone={looks[mark.kind].tone}>
          <strong>{eventsText.kind[mark.kind]}</strong>
          <span className={classes.said}>{wordsOf(mark)}</span>
          <time className="dm-sub" dateTime={new Date(mark.at).toISOString()}>
            {formatExact(mark.at)}
          </time>
        </div>
      ))}
      {marks.length > MOST ? <span className="dm-sub">{text.more(marks.length - MOST)}</span> : null}
    </div>
  );
}

/** `connection lost · 3 unacknowledged`. */
export const wordsOf = (mark: Pick<Mark, 'kind' | 'reason' | 'detail'>): string =>
  [eventReason(mark), mark.detail].filter((part) => part !== null).join(' · ');

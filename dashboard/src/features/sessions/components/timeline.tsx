import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { EventView, OldSessionView, SessionDetail } from '#contracts';
import { Panel } from '../../../components/panel.js';
import { formatExact } from '../../../lib/format-time.js';
import { useServerTime } from '../../../lib/live.js';
import { sessionPageText } from '../../../messages/index.js';
import { storyOf } from '../story.js';
import { shownSpan, type Zoom, zooms } from '../time-scale.js';
import classes from './timeline.module.css';
import { TimelineAxis } from './timeline-axis.js';
import { TimelineBand } from './timeline-band.js';
import { TimelineKey } from './timeline-key.js';
import { TimelineMarks } from './timeline-marks.js';

const text = sessionPageText.timeline;
const choices = zooms.map((zoom) => ({ value: zoom, label: text.zooms[zoom] }));
const none: readonly never[] = [];

interface TimelineProps {
  readonly events: readonly EventView[];
  readonly session: SessionDetail | null;
  readonly old: OldSessionView | null;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
}

/** A session's life drawn to scale: what state it was in, what happened when, and how long its client took to acknowledge. */
export function Timeline({ events, session, old, zoom, onZoom }: TimelineProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const begin = session?.since ?? 0;
  // A long life moves by less than a pixel a second: it is not drawn anew for that.
  const now = useServerTime((time) => {
    const grain = zoom === 'quarter' ? 1000 : Math.max(1000, Math.min(60_000, (time - begin) / 1000));
    return session === null ? 0 : Math.ceil(time / grain) * grain;
  });
  const story = useMemo(() => storyOf({ events, session, old, now }), [events, session, old, now]);
  if (story === undefined) return null;

  const deadline = session?.deadline ?? null;
  const span = shownSpan(story, zoom, deadline);
  const xOf = (at: number) => ((at - span.from) / (span.to - span.from)) * width;
  const marks = story.marks.filter(({ at }) => at >= span.from && at <= span.to);
  return (
    <Panel title={text.title}>
      <div className={classes.zoom}>
        <SegmentedControl
          size="xs"
          aria-label={text.zoom}
          data={choices}
          value={zoom}
          onChange={(value) => onZoom(zooms.find((one) => one === value) ?? 'life')}
          data-testid="zoom"
        />
      </div>
      <div
        ref={ref}
        className={classes.drawing}
        data-testid="timeline"
        data-from={Math.round(span.from)}
        data-to={Math.round(span.to)}
      >
        {width === 0 ? null : (
          <>
            <TimelineBand
              width={width}
              xOf={xOf}
              span={span}
              stretches={story.stretches}
              roundTrips={session?.roundTrips ?? none}
              ahead={
                session?.state === 'hibernating' && deadline !== null
                  ? { from: story.to, to: deadline }
                  : null
              }
            />
            <TimelineMarks key={zoom} width={width} xOf={xOf} marks={marks} />
            <TimelineAxis width={width} xOf={xOf} span={span} />
          </>
        )}
      </div>
      {marks.length === 0 ? <p className="dm-sub">{text.quiet}</p> : null}
      {story.whole ? null : (
        <p className={classes.missing} data-testid="missing">
          {story.marks[0] === undefined ? text.missingAll : text.missing(formatExact(story.marks[0].at))}
        </p>
      )}
      <TimelineKey acks={(session?.roundTrips.length ?? 0) > 0} unknown={!story.whole} />
    </Panel>
  );
}

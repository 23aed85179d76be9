import { Button } from '@mantine/core';
import { useState } from 'react';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { TraceLink } from '../../../components/trace-link.js';
import { formatCount } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { eventsText, sessionPageText } from '../../../messages/index.js';
import type { Mark } from '../story.js';
import classes from './timeline.module.css';
import { wordsOf } from './timeline-card.js';
import { looks } from './timeline-looks.js';

const text = sessionPageText.story;
const FEW = 30;

/** The timeline in words, the newest first, with exact times. */
export function TimelineList({ marks }: { readonly marks: readonly Mark[] }) {
  const [all, setAll] = useState(false);
  const newest = [...marks].reverse();
  const shown = all ? newest : newest.slice(0, FEW);
  return (
    <Panel title={text.title}>
      {marks.length === 0 ? (
        <Notice compact title={text.empty} hint={text.emptyHint} />
      ) : (
        <div className={classes.listBox}>
          <ol className={classes.list} aria-label={text.title}>
            {shown.map((mark) => (
              <li key={mark.key} className={classes.row} data-testid="story-row" data-kind={mark.kind}>
                <time className={classes.when} dateTime={new Date(mark.at).toISOString()}>
                  {formatExact(mark.at)}
                </time>
                <span>
                  <ToneBadge tone={looks[mark.kind].tone}>{eventsText.kind[mark.kind]}</ToneBadge>
                </span>
                <span className={classes.what}>{wordsOf(mark)}</span>
                {mark.traceId === null ? null : <TraceLink traceId={mark.traceId} />}
              </li>
            ))}
          </ol>
          {shown.length === marks.length ? null : (
            <Button variant="default" size="xs" mt="sm" onClick={() => setAll(true)}>
              {text.showAll(formatCount(marks.length))}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}

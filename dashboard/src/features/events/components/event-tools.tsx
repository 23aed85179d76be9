import { Button } from '@mantine/core';
import { IconDownload, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { formatCount } from '../../../lib/format-number.js';
import { eventsText as text } from '../../../messages/index.js';
import { asCsv, asNdjson, save } from '../export.js';
import type { Trail } from '../trail.js';
import type { Hold } from '../use-hold.js';
import classes from './event-tools.module.css';

interface EventToolsProps {
  /** Undefined while nothing is known yet. */
  readonly events: Trail | undefined;
  readonly hold: Hold;
  readonly paused: boolean;
  /** Whether what happens now can appear at all. */
  readonly live: boolean;
  readonly onPause: () => void;
}

/** Holds the stream and lets it go on, and saves what is shown. */
export function EventTools({ events, hold, paused, live, onPause }: EventToolsProps) {
  const none = events === undefined || events.length === 0;
  return (
    <div className={classes.tools}>
      <span role="status" className={classes.waiting} data-testid="events-waiting">
        {!live ? text.notLive : !hold.held ? '' : hold.waiting > 0 ? waitingText(hold.waiting) : text.paused}
      </span>
      {live ? (
        <Button
          variant={hold.waiting > 0 ? 'light' : 'default'}
          size="sm"
          leftSection={
            hold.held ? (
              <IconPlayerPlay size={16} aria-hidden="true" />
            ) : (
              <IconPlayerPause size={16} aria-hidden="true" />
            )
          }
          aria-pressed={hold.held}
          disabled={events === undefined}
          onClick={onPause}
          data-testid="events-pause"
        >
          {!hold.held ? text.pause : paused ? text.resume : text.toNewest}
        </Button>
      ) : null}
      <SaveAs format="CSV" disabled={none} make={() => save('events.csv', 'text/csv', asCsv(events ?? []))} />
      <SaveAs
        format="NDJSON"
        disabled={none}
        make={() => save('events.ndjson', 'application/x-ndjson', asNdjson(events ?? []))}
      />
    </div>
  );
}

const waitingText = (count: number) => text.waiting(formatCount(count), count);

interface SaveAsProps {
  readonly format: string;
  readonly disabled: boolean;
  readonly make: () => void;
}

function SaveAs({ format, disabled, make }: SaveAsProps) {
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      aria-label={text.export(format)}
      title={text.export(format)}
      disabled={disabled}
      onClick={make}
      data-testid={`events-export-${format.toLowerCase()}`}
    >
      {format}
    </Button>
  );
}

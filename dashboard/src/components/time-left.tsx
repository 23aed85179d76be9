import { countdown } from '../lib/countdown.js';
import { formatClock } from '../lib/format-duration.js';
import { formatExact } from '../lib/format-time.js';
import { useServerTime } from '../lib/live.js';
import { commonText } from '../messages/index.js';
import { Meter } from './meter.js';
import classes from './time-left.module.css';

interface TimeLeftProps {
  /** Start and end of the hibernation, ms by the server's clock. */
  readonly from: number;
  readonly deadline: number;
}

/** The last minute of a hibernation is when an operator may still do something. */
const SOON_SECONDS = 60;

/** A countdown to the end of a hibernation with a bar of what is left of it. Renders by itself once a second. */
export function TimeLeft({ from, deadline }: TimeLeftProps) {
  const { seconds, share, due } = countdown(
    from,
    deadline,
    useServerTime((now) => now),
  );
  const soon = seconds <= SOON_SECONDS;
  return (
    <span className={classes.box} data-testid="time-left" title={formatExact(deadline)}>
      <span className={classes.clock} {...(soon ? { 'data-soon': true } : {})}>
        {due ? commonText.due : formatClock(seconds)}
      </span>
      <Meter share={share} tone={soon ? 'trouble' : 'hibernating'} />
    </span>
  );
}

import type { SessionDetail } from '#contracts';
import { formatMs } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { sessionPageText } from '../../../messages/index.js';
import classes from './ack-latency.module.css';

const text = sessionPageText.acks;
/** As many as the server remembers: the picture does not change its scale while it fills up. */
const PLACES = 32;
const [PITCH, HEIGHT] = [10, 64];

/** One bar per round trip, the newest to the right. */
export function AckSparkline({ roundTrips }: { readonly roundTrips: Readonly<SessionDetail['roundTrips']> }) {
  const longest = Math.max(0.1, ...roundTrips.map(({ rtt }) => rtt));
  const first = PLACES - roundTrips.length;
  return (
    <div className={classes.chart}>
      <span className={classes.most}>{formatMs(longest)}</span>
      <svg
        className={`${classes.spark} dm-tone`}
        data-tone="connected"
        viewBox={`0 0 ${PLACES * PITCH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${text.label(roundTrips.length)}, ${text.most} ${formatMs(longest)}`}
        data-testid="ack-sparkline"
        data-count={roundTrips.length}
      >
        {roundTrips.map(({ at, rtt }, i) => {
          const high = Math.max(2, (rtt / longest) * HEIGHT);
          return (
            // Their places are what tells them apart: two may have come at the same moment.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <rect key={i} x={(first + i) * PITCH + 1} y={HEIGHT - high} width={PITCH - 2} height={high}>
              <title>{text.point(formatMs(rtt), formatExact(at))}</title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}

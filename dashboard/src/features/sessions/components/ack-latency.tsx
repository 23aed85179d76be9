import type { SessionDetail } from '#contracts';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { formatMs } from '../../../lib/format-number.js';
import { sessionPageText } from '../../../messages/index.js';
import { percentile } from '../percentile.js';
import classes from './ack-latency.module.css';
import { AckSparkline } from './ack-sparkline.js';

const text = sessionPageText.acks;

interface AckLatencyProps {
  /** Oldest first. */
  readonly roundTrips: Readonly<SessionDetail['roundTrips']>;
}

/** How long the client takes from `<r/>` to `<a/>`. */
export function AckLatency({ roundTrips }: AckLatencyProps) {
  const times = roundTrips.map(({ rtt }) => rtt);
  const last = times.at(-1);
  if (last === undefined)
    return (
      <Panel title={text.title}>
        <Notice compact title={text.empty} hint={text.emptyHint} />
      </Panel>
    );
  const figures = [
    [text.p50, percentile(times, 0.5)],
    [text.p99, percentile(times, 0.99)],
    [text.last, last],
  ] as const;
  return (
    <Panel title={text.title}>
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-testid="ack-figure">{formatMs(value ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <AckSparkline roundTrips={roundTrips} />
      <span className="dm-sub">{text.label(roundTrips.length)}</span>
    </Panel>
  );
}

import { sessionPageText } from '../../../messages/index.js';
import classes from './timeline.module.css';

const text = sessionPageText.timeline;

interface TimelineKeyProps {
  readonly acks: boolean;
  readonly unknown: boolean;
}

/** What the shapes of the timeline mean. */
export function TimelineKey({ acks, unknown }: TimelineKeyProps) {
  return (
    <ul className={classes.key}>
      <li className="dm-tone" data-tone="connected">
        <span className={classes.swatch} data-high />
        {text.state.connected}
      </li>
      <li className="dm-tone" data-tone="hibernating">
        <span className={classes.swatch} />
        {text.state.hibernating}
      </li>
      {unknown ? (
        <li className="dm-tone" data-tone="calm">
          <span className={classes.swatch} />
          {text.state.unknown}
        </li>
      ) : null}
      {acks ? (
        <li className="dm-tone" data-tone="connected">
          <span className={classes.stroke} />
          {text.acks}
        </li>
      ) : null}
    </ul>
  );
}

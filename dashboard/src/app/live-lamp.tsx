import { useLive } from '../lib/live.js';
import type { Channel } from '../lib/live-state.js';
import { shellText } from '../messages/index.js';
import classes from './live-lamp.module.css';

const lamps: Record<Channel, { readonly text: string; readonly tone: string }> = {
  live: { text: shellText.live, tone: 'good' },
  connecting: { text: shellText.connecting, tone: 'ending' },
  waiting: { text: shellText.offline, tone: 'trouble' },
  closed: { text: shellText.offline, tone: 'calm' },
};

/** Whether figures arrive as they change. */
export function LiveLamp() {
  const channel = useLive((state) => state.channel);
  const { text, tone } = lamps[channel];
  return (
    <span
      className={`${classes.lamp} dm-tone`}
      data-tone={tone}
      data-testid="live-lamp"
      data-channel={channel}
      role="status"
    >
      {text}
    </span>
  );
}

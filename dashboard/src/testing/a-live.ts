import type { Live } from '../lib/live.js';
import { createLiveHub } from '../lib/live-hub.js';
import { createLiveStore } from '../lib/live-store.js';
import { createTicker } from '../lib/ticker.js';

/** What a component finds in LiveContext, with nothing on the channel yet. */
export const aLive = (given: Partial<Live> = {}): Live => ({
  store: createLiveStore(),
  ticker: createTicker(),
  hub: createLiveHub(),
  retry: () => {},
  ...given,
});

import { use, useEffect, useState } from 'react';
import { LiveContext } from '../../lib/live.js';
import { type Moment, withMoment } from './moments.js';

const NONE: readonly Moment[] = [];

/** What has been seen since the page was opened, a moment a second while the live channel is up. */
export function useMoments(): readonly Moment[] {
  const { store, ticker } = use(LiveContext);
  const [moments, setMoments] = useState(NONE);
  useEffect(() => {
    const look = () => {
      const { overview, channel, offset } = store.getState();
      if (overview === null || channel !== 'live') return;
      setMoments((before) => withMoment(before, { at: ticker.now() + offset, overview }));
    };
    look();
    return ticker.subscribe(look);
  }, [store, ticker]);
  return moments;
}

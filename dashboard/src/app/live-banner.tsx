import { Button } from '@mantine/core';
import { use } from 'react';
import { formatClockTime } from '../lib/format-time.js';
import { LiveContext, useLive, useServerTime } from '../lib/live.js';
import { shellText } from '../messages/index.js';
import classes from './live-banner.module.css';

/** Says that what is shown is old, since when, and when the next attempt comes. Not for the first moments of a visit. */
export function LiveBanner() {
  const channel = useLive((state) => state.channel);
  const lost = useLive(
    (state) => state.channel === 'waiting' || (state.channel === 'connecting' && state.at !== null),
  );
  const at = useLive((state) => state.at);
  const { retry } = use(LiveContext);
  if (!lost) return null;
  return (
    <div className={`${classes.banner} dm-tone`} data-tone="ending" role="alert" data-testid="live-banner">
      <p>
        <strong>{shellText.lost}</strong> {at === null ? null : shellText.lostSince(formatClockTime(at))}{' '}
        <span aria-hidden="true">
          <RetryClock />
        </span>
      </p>
      <Button variant="default" size="xs" onClick={retry} disabled={channel === 'connecting'}>
        {shellText.retryNow}
      </Button>
    </div>
  );
}

function RetryClock() {
  const retryAt = useLive((state) => state.retryAt);
  const offset = useLive((state) => state.offset);
  const seconds = useServerTime((now) => Math.max(0, Math.ceil(((retryAt ?? 0) + offset - now) / 1000)));
  return shellText.retryIn(seconds);
}

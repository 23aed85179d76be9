import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { identityQuery } from '../features/access/api/identity.js';
import { LiveContext } from '../lib/live.js';
import { createLiveHub } from '../lib/live-hub.js';
import { type LiveSocket, openLiveSocket } from '../lib/live-socket.js';
import { createLiveStore } from '../lib/live-store.js';
import { createTicker } from '../lib/ticker.js';

const liveUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`;

interface LiveProviderProps {
  readonly onSignedOut: () => void;
  readonly children: ReactNode;
}

/** Keeps the live channel open while someone is signed in. */
export function LiveProvider({ onSignedOut, children }: LiveProviderProps) {
  const client = useQueryClient();
  const socket = useRef<LiveSocket | null>(null);
  const live = useMemo(
    () => ({
      store: createLiveStore(),
      ticker: createTicker(),
      hub: createLiveHub(),
      retry: () => socket.current?.retry(),
    }),
    [],
  );

  useEffect(() => {
    const askWhoWeAre = async () => {
      // Failing to ask is the same trouble as the lost channel, which is shown already.
      const identity = await client
        .fetchQuery({ ...identityQuery, staleTime: 0, retry: false })
        .catch(() => undefined);
      if (identity === null) onSignedOut();
    };
    const opened = openLiveSocket({ url: liveUrl(), store: live.store, onDoubt: () => void askWhoWeAre() });
    socket.current = opened;
    live.hub.attach(opened);
    // Pages read the time of the last tick, also where nothing of theirs ticks.
    const stopTicking = live.ticker.subscribe(() => {});
    return () => {
      stopTicking();
      live.hub.attach(null);
      opened.close();
      socket.current = null;
    };
  }, [client, live, onSignedOut]);

  return <LiveContext value={live}>{children}</LiveContext>;
}

import { LIVE_WINDOW, LiveClient, type LiveTransport } from '#contracts';
import type { ViewSource } from './live-hub.js';
import type { LiveStore } from './live-store.js';

export interface LiveSocketOptions {
  readonly url: string;
  readonly store: LiveStore;
  /** A connection was refused or ended by the server: ask who we are, since a refused upgrade does not tell its status. */
  readonly onDoubt: () => void;
  readonly connect?: (url: string) => LiveTransport;
  readonly clock?: () => number;
  readonly random?: () => number;
}

export interface LiveSocket extends ViewSource {
  /** Tries at once instead of waiting for the back-off. */
  retry(): void;
  close(): void;
}

const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Keeps what every page shows in the store until closed: figures and the newest events. */
export function openLiveSocket(options: LiveSocketOptions): LiveSocket {
  const { url, store, onDoubt, clock = Date.now, random = Math.random } = options;
  const connect = options.connect ?? ((target: string) => new WebSocket(target) as LiveTransport);
  const client = new LiveClient({
    connect: () => connect(url),
    after,
    random,
    onDoubt,
    onStatus: (status) => {
      if (status.channel === 'waiting') store.setChannel('waiting', clock() + status.retryIn);
      // Until the figures are there, what is shown is from before.
      else if (status.channel !== 'live') store.setChannel(status.channel);
    },
  });

  client.subscribe(
    { view: 'overview' },
    {
      onData: ({ overview }, at) => {
        store.receive({ at, overview });
        if (store.getState().channel !== 'live') store.setChannel('live');
      },
    },
  );
  client.subscribe(
    { view: 'events', limit: LIVE_WINDOW },
    { onData: ({ events }, at) => store.receive({ at, events }) },
  );

  const online = () => client.retry();
  // A socket does not notice that the network is gone; its close would come minutes later.
  const offline = () => client.lose();
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  return {
    subscribe: (ask, listener) => client.subscribe(ask, listener),
    retry: () => client.retry(),
    close() {
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      client.close();
    },
  };
}

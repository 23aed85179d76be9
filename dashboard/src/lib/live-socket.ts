import { liveMessageSchema } from '#contracts';
import type { LiveStore } from './live-store.js';

/** Close code of the server when the cookie's session has ended. */
export const CLOSE_SIGNED_OUT = 4401;
const CLOSE_NOT_UNDERSTOOD = 4000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** The server speaks at least every five seconds; after three times that nothing, the way to it is broken. */
export const SILENCE_MS = 15_000;

export interface LiveSocketOptions {
  readonly url: string;
  readonly store: LiveStore;
  /** A connection was refused or ended by the server: ask who we are, since a refused upgrade does not tell its status. */
  readonly onDoubt: () => void;
  readonly connect?: (url: string) => WebSocket;
  readonly clock?: () => number;
  readonly random?: () => number;
}

export interface LiveSocket {
  /** Tries at once instead of waiting for the back-off. */
  retry(): void;
  close(): void;
}

/** How long to wait before attempt `n` (from 0): doubling, capped, and spread so that many viewers of a restarted server
 *  do not come back in one beat. */
export function backOff(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random());
}

/** Keeps a live channel open into the store until closed. After every loss the server begins with a snapshot, which
 *  replaces what we held: nothing needs to be asked for again. */
export function openLiveSocket(options: LiveSocketOptions): LiveSocket {
  const { url, store, onDoubt, clock = Date.now, random = Math.random } = options;
  const connect = options.connect ?? ((target: string) => new WebSocket(target));
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let closed = false;

  const open = () => {
    clearTimeout(timer);
    timer = undefined;
    store.setChannel('connecting');
    const current = connect(url);
    socket = current;
    let synced = false;
    listen(current);
    current.onmessage = ({ data }) => {
      if (socket !== current) return;
      const message = readMessage(data);
      // A delta without its snapshot would be laid over the wrong state.
      if (message === undefined || (!synced && message.type !== 'snapshot')) {
        current.close(CLOSE_NOT_UNDERSTOOD);
        return;
      }
      listen(current);
      store.receive(message);
      if (synced) return;
      synced = true;
      attempt = 0;
      store.setChannel('live');
    };
    current.onclose = ({ code }) => {
      if (socket !== current || closed) return;
      lost();
      if (!synced || code === CLOSE_SIGNED_OUT) onDoubt();
    };
  };

  /** A half-open connection neither delivers nor closes, so silence counts as a loss. */
  const listen = (current: WebSocket) => {
    clearTimeout(silence);
    silence = setTimeout(() => abandon(current), SILENCE_MS);
  };

  const abandon = (current: WebSocket) => {
    if (socket !== current) return;
    lost();
    current.close();
  };

  const lost = () => {
    clearTimeout(silence);
    socket = undefined;
    const wait = backOff(attempt, random);
    attempt += 1;
    store.setChannel('waiting', clock() + wait);
    timer = setTimeout(open, wait);
  };

  const retry = () => {
    if (!closed && socket === undefined) open();
  };
  const online = () => {
    attempt = 0;
    retry();
  };
  const offline = () => {
    // A socket does not notice that the network is gone; its close would come minutes later.
    if (socket !== undefined) abandon(socket);
  };

  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  open();

  return {
    retry,
    close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(silence);
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      socket?.close();
      socket = undefined;
      store.setChannel('closed');
    },
  };
}

function readMessage(data: unknown) {
  if (typeof data !== 'string') return undefined;
  try {
    return liveMessageSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

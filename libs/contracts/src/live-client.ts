import type { z } from 'zod';
import {
  type LiveData,
  type LiveMessage,
  type LiveRefusal,
  type LiveRequest,
  type LiveViewName,
  liveClose,
  liveMessageSchema,
  type liveSubscribeSchema,
} from './live.js';
import { changedData } from './live-window.js';

/** What the client needs of a WebSocket; the browser's and that of `ws` have it. */
export interface LiveTransport {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** connecting: until the server says hello. waiting: lost, tried again after `retryIn` ms. closed: by us. */
export type LiveStatus =
  | { readonly channel: 'connecting' | 'live' | 'closed' }
  | { readonly channel: 'waiting'; readonly retryIn: number };

export interface LiveClientOptions {
  readonly connect: () => LiveTransport;
  /** Runs something `ms` from now; gives the way to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** From 0 to 1. */
  readonly random?: () => number;
  readonly onStatus?: (status: LiveStatus) => void;
  /** Each message the server sent shows its time, ms since the epoch. */
  readonly onTime?: (at: number) => void;
  /** Refused, or ended by the server: it is worth asking who we are. `code` is that of the WebSocket. */
  readonly onDoubt?: (code: number) => void;
}

type Input = z.input<typeof liveSubscribeSchema>;
/** What to watch. */
export type LiveAsk<V extends LiveViewName> = Omit<Extract<Input, { view: V }>, 'type' | 'id'> & { view: V };

export interface LiveListener<V extends LiveViewName> {
  /** The whole of it, as it is now. What did not change keeps its objects. */
  onData(data: LiveData[V], at: number): void;
  onRefused?(code: LiveRefusal, detail: string): void;
}

interface Subscription {
  readonly id: string;
  readonly ask: LiveAsk<LiveViewName>;
  readonly listener: LiveListener<LiveViewName>;
  /** Undefined until there is a snapshot, and again when a delta was missed. */
  data: LiveData[LiveViewName] | undefined;
  seq: number;
}

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
/** The server speaks at least every five seconds; after three times that nothing, the way to it is broken. */
export const LIVE_SILENCE = 15_000;
const NOT_UNDERSTOOD = 4000;

/** How long to wait before attempt `n` (from 0), ms: doubling, capped, and spread so that many viewers of a restarted server
 *  do not come back in one beat. */
export function liveBackOff(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random());
}

/** Holds what it subscribed to over gaps, losses and restarts: each is mended by a snapshot. */
export class LiveClient {
  #transport: LiveTransport | undefined;
  #live = false;
  #closed = false;
  #attempt = 0;
  #serial = 0;
  #cancelRetry: (() => void) | undefined;
  #cancelSilence: (() => void) | undefined;
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(private readonly options: LiveClientOptions) {
    this.#open();
  }

  /** Watches a view until the returned function is called. */
  subscribe<V extends LiveViewName>(ask: LiveAsk<V>, listener: LiveListener<V>): () => void {
    const id = String(++this.#serial);
    const subscription = { id, ask, listener, data: undefined, seq: 0 } as unknown as Subscription;
    this.#subscriptions.set(id, subscription);
    if (this.#live) this.#ask(subscription);
    return () => {
      if (this.#subscriptions.delete(id) && this.#live) this.#send({ type: 'unsubscribe', id });
    };
  }

  /** Tries at once instead of waiting for the back-off. */
  retry(): void {
    if (!this.#closed && this.#transport === undefined) this.#open();
  }

  /** Gives up the connection as lost: the network is known to be gone before the socket notices. */
  lose(): void {
    const transport = this.#transport;
    if (transport === undefined) return;
    this.#lost();
    transport.close();
  }

  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#cancelSilence?.();
    const transport = this.#transport;
    this.#transport = undefined;
    transport?.close();
    this.#status({ channel: 'closed' });
  }

  #open(): void {
    this.#cancelRetry?.();
    this.#status({ channel: 'connecting' });
    const transport = this.options.connect();
    this.#transport = transport;
    this.#listen();
    transport.onmessage = ({ data }) => {
      if (this.#transport === transport) this.#receive(transport, data);
    };
    transport.onclose = ({ code }) => {
      if (this.#transport !== transport || this.#closed) return;
      const doubtful = !this.#live || code === liveClose.notSignedIn;
      this.#lost();
      if (doubtful) this.options.onDoubt?.(code);
    };
  }

  #receive(transport: LiveTransport, data: unknown): void {
    const message = read(data);
    if (message === undefined) {
      transport.close(NOT_UNDERSTOOD);
      return;
    }
    this.#listen();
    if (message.type !== 'refused') this.options.onTime?.(message.at);
    if (message.type === 'hello') this.#begin();
    else if (message.type === 'refused') this.#refused(message);
    else if (message.type !== 'alive') this.#take(message);
  }

  #begin(): void {
    this.#live = true;
    this.#attempt = 0;
    this.#status({ channel: 'live' });
    for (const subscription of this.#subscriptions.values()) this.#ask(subscription);
  }

  #ask(subscription: Subscription): void {
    subscription.data = undefined;
    this.#send({ ...subscription.ask, type: 'subscribe', id: subscription.id } as LiveRequest);
  }

  #take(message: Extract<LiveMessage, { type: 'snapshot' | 'delta' }>): void {
    const subscription = this.#subscriptions.get(message.id);
    // Of one that we have just left.
    if (subscription === undefined || subscription.ask.view !== message.view) return;
    if (message.type === 'snapshot') subscription.data = message.data;
    else {
      // One was missed and asked for anew: what comes before the snapshot is of no use.
      if (subscription.data === undefined) return;
      const next =
        message.seq === subscription.seq + 1
          ? changedData(message.view, subscription.data as never, message.data as never)
          : undefined;
      subscription.data = next;
      if (next === undefined) {
        this.#send({ type: 'resync', id: subscription.id });
        return;
      }
    }
    subscription.seq = message.seq;
    subscription.listener.onData(subscription.data as never, message.at);
  }

  #refused({ id, code, detail }: Extract<LiveMessage, { type: 'refused' }>): void {
    const subscription = id === null ? undefined : this.#subscriptions.get(id);
    subscription?.listener.onRefused?.(code, detail);
  }

  #send(request: LiveRequest): void {
    this.#transport?.send(JSON.stringify(request));
  }

  /** A half-open connection neither delivers nor closes, so silence counts as a loss. */
  #listen(): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.options.after(LIVE_SILENCE, () => this.lose());
  }

  #lost(): void {
    this.#cancelSilence?.();
    this.#transport = undefined;
    this.#live = false;
    const retryIn = liveBackOff(this.#attempt++, this.options.random ?? Math.random);
    this.#cancelRetry = this.options.after(retryIn, () => this.#open());
    this.#status({ channel: 'waiting', retryIn });
  }

  #status(status: LiveStatus): void {
    this.options.onStatus?.(status);
  }
}

function read(data: unknown): LiveMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return liveMessageSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

/** What the feed needs of a WebSocket. */
export interface ViewerSocket {
  readonly bufferedAmount: number;
  send(data: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** WebSocket close codes (RFC 6455 §7.4): 4000–4999 are the application's own. */
export const CLOSE = {
  notSignedIn: 4401,
  foreignOrigin: 4403,
  tooManyViewers: 1013,
} as const;

/** One open dashboard. */
export interface Viewer {
  /** Key of the sign-in session it lives by. */
  readonly key: string;
  /** The last event that its snapshot held: the next delta must not repeat it. */
  snapshotSeq: number;
  /** When it fell behind (monotonic); it then gets no deltas but, once it has caught up, a new snapshot. */
  behindSince: number | null;
}

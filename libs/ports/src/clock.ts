/** Time as the session code sees it. Deadlines use `monotonic`, so that a clock jump neither expires nor immortalises a session. */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch: for stamps people and peers read (XEP-0203). */
  now(): number;
  /** Milliseconds that never go back: for deadlines and durations. */
  monotonic(): number;
}

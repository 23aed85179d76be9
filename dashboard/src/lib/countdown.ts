export interface Countdown {
  /** Whole seconds left, rounded up, so that "0:01" shows until the time has really come. Never negative. */
  readonly seconds: number;
  /** How much of the whole span is left, 0 to 1. */
  readonly share: number;
  readonly due: boolean;
}

/** What is left between `now` and `deadline` of a span that began at `from`. All in ms by the server's clock. */
export function countdown(from: number, deadline: number, now: number): Countdown {
  const span = deadline - from;
  const ahead = Math.max(0, deadline - now);
  const left = span > 0 ? Math.min(span, ahead) : ahead;
  return {
    seconds: Math.ceil(left / 1000),
    share: span > 0 ? left / span : 0,
    due: left === 0,
  };
}

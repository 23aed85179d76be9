/** What the application decides about spans. Read on every call, so a change acts at once. */
export interface TracingSwitches {
  /** Set once a tracer provider is registered. While false every `record…` function returns before it builds anything. */
  enabled: boolean;
  /** Share of acknowledgements that get a span, 0 … 1. Decided before the span exists: even an unsampled span costs 2 µs. */
  ackRatio: number;
  /** Whether bare JIDs leave the process as `user.id`. */
  userId: boolean;
}

export const tracing: TracingSwitches = { enabled: false, ackRatio: 1, userId: false };

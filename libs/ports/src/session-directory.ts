import type {
  EventView,
  Overview,
  Page,
  SessionCondition,
  SessionDetail,
  SessionListQuery,
  SessionView,
} from '#contracts';

/** Who a session is in traces, and what it did last. */
export interface SessionStory {
  readonly session: { readonly id: string; readonly userHash: string; readonly user?: string };
  /** 32 and 16 hexadecimal digits; undefined where nothing of it is recorded. */
  readonly span: { readonly traceId: string; readonly spanId: string } | undefined;
}

/** What the rest of the server may see of sessions: views, never the live objects. */
export interface SessionDirectory {
  find(id: string): SessionView | undefined;
  /** As `find`, with what only who looks at this one wants. */
  detail(id: string): SessionDetail | undefined;
  /** For the span of what an operator does to it. */
  story(id: string): SessionStory | undefined;
  /**
   * One page, made in slices that let the event loop go round. What a page promises while sessions come and go: what is
   * there from the first page to the last, and whose sort key does not change, is on one page exactly; what changes its
   * key may be met twice or not at all (an id never changes); what opens or ends meanwhile may be met or not. `total` is
   * exact for one moment during the request. Rejects with RangeError for a cursor of another list.
   */
  list(query: SessionListQuery): Promise<Page<SessionView>>;
  /** The first sessions by id, at once. */
  first(limit: number): SessionView[];
  /**
   * Shows every session that passes, in the order of ids and in slices, until `visit` answers false. One that opens
   * meanwhile may be met or not; none is met twice. Rejects with what `visit` throws.
   */
  scan(filter: readonly SessionCondition[], visit: (view: SessionView) => false | undefined): Promise<void>;
  overview(): Overview;
  /** The last events, oldest first, at most 500 kept. */
  recentEvents(limit: number): EventView[];
  /** Called after a session changed, opened or ended (then `find` gives undefined). Must be quick; returns the way to stop. */
  onChange(listener: (id: string) => void): () => void;
  onEvent(listener: (event: EventView) => void): () => void;
}

export type ActionOutcome = 'done' | 'not-found' | 'wrong-state';

/** What operators can do to a session. Each resolves when it has happened. */
export interface SessionActions {
  /** Ends a hibernating session as its timer would; `wrong-state` while it is connected. */
  expire(id: string, by: string, reason: string): Promise<ActionOutcome>;
  /** Ends any session: a live connection gets a stream error. */
  kill(id: string, by: string, reason: string): Promise<ActionOutcome>;
  /** Ends every session of an account that was disabled or removed; answers how many. */
  endAllOf(bareJid: string, by: string, reason: string): Promise<number>;
}

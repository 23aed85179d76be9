import type { EventKind, EventView } from '#contracts';

/** All that is said must hold. */
export interface EventSelection {
  readonly session?: string | undefined;
  /** Bare JID. */
  readonly user?: string | undefined;
  readonly kinds?: readonly EventKind[] | undefined;
  readonly reason?: string | undefined;
  /** Milliseconds since the epoch, included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface EventPageQuery extends EventSelection {
  /** Opaque cursor of the last page. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Lifecycle events that outlive the process, within bounds. Written behind: what happened last may be lost in a crash. */
export interface EventStore {
  /** Takes an event to be written soon. Never waits, never throws; what finds the buffer full is dropped and counted. */
  record(event: EventView): void;
  /** The highest number written so far; 0 where there is none. */
  lastSeq(): Promise<number>;
  /** Newest first, including what has been recorded and is not written yet. Rejects with RangeError for a foreign cursor. */
  list(query: EventPageQuery): Promise<{ items: EventView[]; next: string | null }>;
  /** Forgets what happened before `before` and the oldest beyond `keep`, in slices; answers how many. */
  prune(before: number, keep: number): Promise<number>;
  /** Writes what is recorded; rejects when that fails, and keeps it for the next try. */
  flush(): Promise<void>;
  status(): { readonly waiting: number; readonly dropped: number };
}

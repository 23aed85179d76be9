import { TracedUserList } from './traced-user-list.js';

/** What the application decides about spans. Read on every call, so a change acts at once. */
export interface TracingSwitches {
  /** Set once a tracer provider is registered. While false every `record…` function returns before it builds anything. */
  enabled: boolean;
  /** Set while there is no collector: then only what the process itself remembers is recorded, and nothing of single stanzas or batches. */
  lifecycleOnly: boolean;
  /** Whether bare JIDs leave the process as `user.id`. */
  userId: boolean;
  /** Whose every event is recorded, whatever the ratios say. */
  readonly users: TracedUserList;
}

export const tracing: TracingSwitches = {
  enabled: false,
  lifecycleOnly: false,
  userId: false,
  users: new TracedUserList(),
};

import type { EventView } from '#contracts';

/** More changed sessions or events than this between two ticks, and a snapshot is smaller than the delta would be. */
const MAX_IDS = 2000;
const MAX_EVENTS = 500;

export interface Changes {
  readonly ids: readonly string[];
  readonly events: EventView[];
  /** True when there were too many to keep: everyone then needs a snapshot. */
  readonly overflowed: boolean;
}

/** What happened since the last tick. A session is named once however often it changed: its view is taken when it is sent. */
export class PendingChanges {
  static readonly none: Changes = { ids: [], events: [], overflowed: false };

  private ids = new Set<string>();
  private events: EventView[] = [];
  private overflowed = false;

  get empty(): boolean {
    return this.ids.size === 0 && this.events.length === 0 && !this.overflowed;
  }

  session(id: string): void {
    if (this.overflowed) return;
    this.ids.add(id);
    if (this.ids.size > MAX_IDS) this.overflow();
  }

  event(event: EventView): void {
    if (this.overflowed) return;
    this.events.push(event);
    if (this.events.length > MAX_EVENTS) this.overflow();
  }

  /** Hands out everything and starts anew. */
  take(): Changes {
    const changes = { ids: [...this.ids], events: this.events, overflowed: this.overflowed };
    this.ids = new Set();
    this.events = [];
    this.overflowed = false;
    return changes;
  }

  private overflow(): void {
    this.overflowed = true;
    this.ids = new Set();
    this.events = [];
  }
}

import type { LiveViewName } from '#contracts';
import type { LiveView, Tick } from './live-view.js';

/**
 * A view and all who subscribed to it: it is worked out once, numbered once and made text once, however many they are. Its
 * number counts its changes, so each subscription sees them one after the other.
 */
export class SharedView<Subscription> {
  readonly subscriptions = new Set<Subscription>();
  #seq = 0;
  #snapshot: string | undefined;

  constructor(
    readonly key: string,
    private readonly view: LiveView,
  ) {}

  get name(): LiveViewName {
    return this.view.name;
  }

  /** The next delta without its head, null when only a snapshot can tell, undefined when nothing has changed. */
  advance(tick: Tick): string | null | undefined {
    if (this.view.data() === undefined) return undefined;
    const change = this.view.advance(tick);
    if (change === undefined) return undefined;
    this.#seq++;
    this.#snapshot = undefined;
    return change === 'anew' ? null : this.#tail('delta', change);
  }

  /** As it is, without its head; undefined while it is being read. */
  snapshot(): string | undefined {
    const data = this.view.data();
    if (data === undefined) return undefined;
    this.#snapshot ??= this.#tail('snapshot', data);
    return this.#snapshot;
  }

  close(): void {
    this.view.close();
  }

  #tail(type: 'snapshot' | 'delta', data: unknown): string {
    const { name: view } = this.view;
    return JSON.stringify({ type, view, seq: this.#seq, data }).slice(1);
  }
}

/** A message for one subscription; `at` is the server's time now. */
export const headed = (id: string, at: number, tail: string): string =>
  `{"id":${JSON.stringify(id)},"at":${at},${tail}`;

import { LiveTicker } from '../live/live-ticker.js';

/** Ticks when the test says so; counts what is running. */
export class ManualTicker extends LiveTicker {
  readonly running = new Set<() => void>();

  override start(_interval: number, tick: () => void): () => void {
    this.running.add(tick);
    return () => this.running.delete(tick);
  }

  tick(): void {
    for (const tick of this.running) tick();
  }
}

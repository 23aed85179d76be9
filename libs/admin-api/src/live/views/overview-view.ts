import type { LiveChange, LiveData, Overview } from '#contracts';
import type { SessionDirectory } from '#ports';
import type { LiveView, Tick } from '../live-view.js';

/** Memory, delays and counts of stanzas never stand still: they are told once a second, what concerns sessions at once. */
const RESTLESS: ReadonlySet<string> = new Set([
  'rssBytes',
  'loopDelayP99',
  'stanzasIn',
  'stanzasOut',
  'journal',
  'ackLatency',
  'oldestUnackedAt',
]);
const TICKS_A_SECOND = 4;

export class OverviewView implements LiveView<'overview'> {
  readonly name = 'overview';
  #overview: Overview;

  constructor(private readonly directory: Pick<SessionDirectory, 'overview'>) {
    this.#overview = directory.overview();
  }

  data(): LiveData['overview'] {
    return { overview: this.#overview };
  }

  advance({ number }: Tick): LiveChange['overview'] | undefined {
    const fresh = this.directory.overview();
    const known: Record<string, unknown> = this.#overview;
    const changed = Object.entries(fresh).filter(
      ([name, value]) =>
        (number % TICKS_A_SECOND === 0 || !RESTLESS.has(name)) &&
        JSON.stringify(value) !== JSON.stringify(known[name]),
    );
    if (changed.length === 0) return undefined;
    const overview: Partial<Overview> = Object.fromEntries(changed);
    this.#overview = { ...this.#overview, ...overview };
    return { overview };
  }

  close(): void {}
}

import { jobsChange, type LiveChange, type LiveData } from '#contracts';
import type { BulkFeed } from '#ports';
import type { LiveView } from '../live-view.js';

/** Every bulk action that is kept, looked at in every tick: so the last few after a cancellation are told too. */
export class BulkView implements LiveView<'bulk'> {
  readonly name = 'bulk';
  #data: LiveData['bulk'];

  constructor(private readonly feed: Pick<BulkFeed, 'jobs'>) {
    this.#data = { jobs: feed.jobs() };
  }

  data(): LiveData['bulk'] {
    return this.#data;
  }

  advance(): LiveChange['bulk'] | undefined {
    const before = this.#data;
    this.#data = { jobs: this.feed.jobs() };
    return jobsChange(before, this.#data);
  }

  close(): void {}
}

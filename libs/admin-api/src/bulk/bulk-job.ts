import type { BulkJobView, BulkOutcome, BulkResultPage } from '#contracts';
import type { Clock, EventLoop } from '#ports';

/** Done at a time: enough to share a store's batch, few enough for the event loop. */
const BATCH = 25;
/** Told at most so often, ms: four times a second is what an eye follows. */
const TELL_EVERY = 250;

/** What became of one item; `why` is the code of a refusal. */
export type ItemOutcome = { readonly outcome: Exclude<BulkOutcome, 'left'>; readonly why: string | null };

const OUTCOMES: readonly BulkOutcome[] = ['left', 'done', 'failed', 'skipped'];

export interface BulkWork {
  readonly facts: Pick<BulkJobView, 'id' | 'action' | 'about' | 'change' | 'reason' | 'by'>;
  /** Frozen; whom it is done to. */
  readonly ids: readonly string[];
  /** For people, of the first of them. */
  readonly labels: readonly string[];
  readonly perSecond: number | null;
  /** Never rejects for what can be told as an outcome. */
  readonly act: (id: string) => Promise<ItemOutcome>;
}

/** One bulk action: goes through its frozen items batch by batch, remembers what became of each, can be stopped and taken up again. */
export class BulkJob {
  #state: BulkJobView['state'] = 'running';
  #next = 0;
  readonly #counts: Record<BulkOutcome, number> = { left: 0, done: 0, failed: 0, skipped: 0 };
  /** One byte for each item, and the few reasons there are: a million items take two megabytes. */
  readonly #outcomes: Uint8Array;
  readonly #whys: Uint8Array;
  readonly #reasons: (string | null)[] = [null];
  readonly #startedAt: number;
  #endedAt: number | null = null;
  #toldAt = Number.NEGATIVE_INFINITY;
  #going: Promise<void> | undefined;
  /** Ends a pause early. */
  #wake: (() => void) | undefined;

  constructor(
    private readonly work: BulkWork,
    private readonly clock: Clock,
    private readonly loop: EventLoop,
    private readonly tell: (job: BulkJob) => void,
  ) {
    this.#outcomes = new Uint8Array(work.ids.length);
    this.#whys = new Uint8Array(work.ids.length);
    this.#counts.left = work.ids.length;
    this.#startedAt = clock.now();
  }

  get id(): string {
    return this.work.facts.id;
  }

  get size(): number {
    return this.work.ids.length;
  }

  get running(): boolean {
    return this.#state === 'running';
  }

  view(): BulkJobView {
    const { facts, ids, perSecond } = this.work;
    const { done, failed, skipped, left } = this.#counts;
    return {
      ...facts,
      state: this.#state,
      total: ids.length,
      done,
      failed,
      skipped,
      left,
      perSecond,
      startedAt: this.#startedAt,
      endedAt: this.#endedAt,
    };
  }

  /** @param after the `n` of the last result of the page before; -1 at the beginning */
  results(after: number, limit: number, only?: BulkOutcome): BulkResultPage {
    const items: BulkResultPage['items'] = [];
    for (let n = after + 1; n < this.size; n++) {
      const outcome = OUTCOMES[this.#outcomes[n] ?? 0] as BulkOutcome;
      if (only !== undefined && only !== outcome) continue;
      if (items.length === limit) return { items, next: String(items.at(-1)?.n) };
      const why = this.#reasons[this.#whys[n] ?? 0] ?? null;
      const label = this.work.labels[n] ?? null;
      items.push({ n, id: this.work.ids[n] as string, label, outcome, why });
    }
    return { items, next: null };
  }

  /** Resolves when it is done or cancelled, what was under way then included. */
  go(): Promise<void> {
    this.#going ??= this.#go().finally(() => {
      this.#going = undefined;
    });
    return this.#going;
  }

  /** False when it is not running. What is under way is finished. */
  cancel(): boolean {
    if (!this.running) return false;
    this.#end('cancelled');
    this.#wake?.();
    return true;
  }

  /** False when it was not cancelled. Goes on where it stopped. */
  async resume(): Promise<boolean> {
    // The last batch before the cancellation may still be under way.
    await this.#going;
    if (this.#state !== 'cancelled') return false;
    this.#state = 'running';
    this.#endedAt = null;
    this.#toldAt = Number.NEGATIVE_INFINITY;
    return true;
  }

  async #go(): Promise<void> {
    this.#progress();
    while (this.running && this.#next < this.size) {
      const began = this.clock.monotonic();
      const count = this.#batch();
      const first = this.#next;
      this.#next = Math.min(this.size, first + count);
      const batch = Array.from({ length: this.#next - first }, (_, i) => this.#one(first + i));
      await Promise.all(batch);
      this.#progress();
      await this.#pause(began, count);
    }
    if (this.running) this.#end('done');
  }

  /** Small where it is to be slow, so that it is slow evenly. */
  #batch(): number {
    const { perSecond } = this.work;
    return perSecond === null ? BATCH : Math.min(BATCH, Math.max(1, Math.ceil(perSecond / 20)));
  }

  #pause(began: number, count: number): Promise<void> {
    const { perSecond } = this.work;
    const wait = perSecond === null ? 0 : began + (count / perSecond) * 1000 - this.clock.monotonic();
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (wait > 0 && this.running && this.#next < this.size) this.loop.after(wait, resolve);
      else this.loop.soon(resolve);
    });
  }

  async #one(n: number): Promise<void> {
    const { outcome, why } = await this.work
      .act(this.work.ids[n] as string)
      .catch((): ItemOutcome => ({ outcome: 'failed', why: 'internal-error' }));
    this.#outcomes[n] = OUTCOMES.indexOf(outcome);
    this.#whys[n] = this.#reasonOf(why);
    this.#counts.left--;
    this.#counts[outcome]++;
  }

  #reasonOf(why: string | null): number {
    const known = this.#reasons.indexOf(why);
    return known >= 0 ? known : this.#reasons.push(why) - 1;
  }

  #end(state: 'cancelled' | 'done'): void {
    this.#state = state;
    this.#endedAt = this.clock.now();
    this.tell(this);
  }

  #progress(): void {
    const now = this.clock.monotonic();
    if (now - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = now;
    this.tell(this);
  }
}

import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type BulkJobView, bulkChange } from '#contracts';
import { type BulkFeed, CLOCK, type Clock, EVENT_LOOP, type EventLoop } from '#ports';
import type { Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ApiProblem } from '../problems/api-problem.js';
import { BulkActions } from './bulk-actions.js';
import { BulkJob } from './bulk-job.js';
import type { Frozen } from './bulk-previews.js';
import { BulkTargets } from './bulk-targets.js';

const RUNNING_AT_MOST = 4;
/** Jobs whose results can be read; the oldest that is over goes first. */
const KEPT_JOBS = 50;
/** Items of all of them together. */
const KEPT_ITEMS = 4_000_000;

/** Every bulk action there is. They live in memory: what a restart interrupts is to be previewed anew. */
@Injectable()
export class BulkJobs implements BulkFeed, OnModuleDestroy {
  /** In order of their beginnings. */
  readonly #jobs = new Map<string, BulkJob>();
  readonly #listeners = new Set<(job: BulkJobView) => void>();
  /** Under way, until its end is written down. */
  readonly #ending = new Set<Promise<void>>();
  #stopping = false;

  constructor(
    private readonly actions: BulkActions,
    private readonly targets: BulkTargets,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(EVENT_LOOP) private readonly loop: EventLoop,
  ) {}

  /** What a stop of the server interrupts is in the audit log by the time that the stores are closed. */
  async onModuleDestroy(): Promise<void> {
    this.#stopping = true;
    for (const job of this.#jobs.values()) job.cancel();
    await Promise.all(this.#ending);
  }

  jobs(): BulkJobView[] {
    return [...this.#jobs.values()].reverse().map((job) => job.view());
  }

  onProgress(listener: (job: BulkJobView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws {ApiProblem} */
  find(id: string): BulkJob {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new ApiProblem('no-such-bulk');
    return job;
  }

  /** Refused before a preview is used up. @throws {ApiProblem} */
  makeRoom(): void {
    const running = [...this.#jobs.values()].filter((job) => job.running).length;
    if (running >= RUNNING_AT_MOST) throw new ApiProblem('too-many-bulks');
  }

  start({ request, ids, labels }: Frozen, perSecond: number | undefined, by: Caller): BulkJob {
    const id = randomBytes(9).toString('base64url');
    const { action, reason } = request;
    const job = new BulkJob(
      {
        facts: {
          ...{ id, action, reason, by: by.username },
          about: this.targets.about(request),
          change: bulkChange(request),
        },
        ids,
        labels,
        perSecond: perSecond ?? null,
        act: (target) => this.actions.act(request, target, by.username),
      },
      this.clock,
      this.loop,
      (told) => this.#tell(told),
    );
    this.#jobs.set(id, job);
    this.#forget();
    this.#go(job, by);
    return job;
  }

  /** @throws {ApiProblem} */
  cancel(id: string): BulkJobView {
    const job = this.find(id);
    if (!job.cancel()) throw new ApiProblem('wrong-bulk-state', { detail: 'It is not running.' });
    return job.view();
  }

  /** @throws {ApiProblem} */
  async resume(id: string, by: Caller): Promise<BulkJobView> {
    const job = this.find(id);
    this.makeRoom();
    if (!(await job.resume())) throw new ApiProblem('wrong-bulk-state', { detail: 'It was not cancelled.' });
    this.#go(job, by);
    return job.view();
  }

  /** One line of the audit log for the whole; what became of each is in its results. */
  #go(job: BulkJob, by: Caller): void {
    const ending = job.go().then(() => this.#writeDown(job, by));
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending));
  }

  #writeDown(job: BulkJob, by: Caller): Promise<void> {
    const { reason, state, done, failed, skipped, left } = job.view();
    const how = this.#stopping && state === 'cancelled' ? 'stopped with the server' : state;
    return this.audit.record({
      by,
      action: 'bulk-end',
      target: job.id,
      detail: `${inWords(job.view())}: ${reason}`,
      result: `${how}: ${done} done, ${failed} failed, ${skipped} skipped, ${left} left`,
    });
  }

  #tell(job: BulkJob): void {
    if (this.#listeners.size === 0) return;
    const view = job.view();
    for (const listener of this.#listeners) listener(view);
  }

  #forget(): void {
    let items = 0;
    for (const job of this.#jobs.values()) items += job.size;
    for (const [id, job] of this.#jobs) {
      if (this.#jobs.size <= KEPT_JOBS && items <= KEPT_ITEMS) return;
      if (job.running) continue;
      this.#jobs.delete(id);
      items -= job.size;
    }
  }
}

/** What is done to whom, for the audit log. */
export const inWords = ({
  action,
  change,
  about,
}: Pick<BulkJobView, 'action' | 'change' | 'about'>): string =>
  `${action}${change === null ? '' : ` ${change}`}, ${about}`;

import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { BulkItem, BulkPreview, BulkRequest } from '#contracts';
import { CLOCK, type Clock } from '#ports';
import type { Caller } from '../access/caller.js';
import { ApiProblem } from '../problems/api-problem.js';
import { BulkTargets } from './bulk-targets.js';

/** How long what a preview showed may be acted on, ms. */
const VALID_FOR = 300_000;
/** Each holds its ids, up to a million; beyond this the oldest preview is given up. */
const KEPT_AT_MOST = 8;
const SAMPLE = 20;
/** Names for people, so that results still say who it was when the session has ended: a megabyte for each job at most. */
const LABELS = 10_000;

/** What was shown, and to whom. */
export interface Frozen {
  readonly request: BulkRequest;
  readonly ids: readonly string[];
  /** Of the first of them. */
  readonly labels: readonly string[];
  readonly caller: string;
  /** Monotonic ms. */
  readonly until: number;
}

const nameOf = ({ via, username }: Caller) => JSON.stringify([via, username]);

/** Whom a bulk action would be done to, frozen when it was asked, so that what is confirmed is what was seen. */
@Injectable()
export class BulkPreviews {
  /** By token, in order of time. */
  readonly #frozen = new Map<string, Frozen>();

  constructor(
    private readonly targets: BulkTargets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async freeze(request: BulkRequest, by: Caller): Promise<BulkPreview> {
    const ids: string[] = [];
    const labels: string[] = [];
    const sample: BulkItem[] = [];
    const digest = createHash('sha256');
    await this.targets.each(request, (item) => {
      ids.push(item.id);
      if (labels.length < LABELS) labels.push(item.label);
      digest.update(`${item.id}\n`);
      if (sample.length < SAMPLE) sample.push(item);
    });
    const token = randomBytes(24).toString('base64url');
    this.#forget();
    this.#frozen.set(token, {
      request,
      ids,
      labels,
      caller: nameOf(by),
      until: this.clock.monotonic() + VALID_FOR,
    });
    return {
      token,
      action: request.action,
      count: ids.length,
      sample,
      digest: digest.digest('base64url'),
      expiresAt: this.clock.now() + VALID_FOR,
    };
  }

  /** Hands out what was frozen, once. @throws {ApiProblem} when the token is none of the caller's, or the count is another */
  take(token: string, confirm: number, by: Caller): Frozen {
    const frozen = this.#frozen.get(token);
    if (frozen === undefined || frozen.caller !== nameOf(by) || frozen.until <= this.clock.monotonic())
      throw new ApiProblem('no-such-preview');
    if (frozen.ids.length !== confirm)
      throw new ApiProblem('wrong-count', { detail: `It was shown for ${frozen.ids.length}.` });
    this.#frozen.delete(token);
    return frozen;
  }

  #forget(): void {
    const now = this.clock.monotonic();
    for (const [token, { until }] of this.#frozen) {
      if (until > now && this.#frozen.size < KEPT_AT_MOST) return;
      this.#frozen.delete(token);
    }
  }
}

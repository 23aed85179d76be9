import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { ApiProblem } from '../problems/api-problem.js';

/** How long a repeated request is answered as the first one was, in ms: longer than any client goes on retrying. */
const KEPT_FOR = 600_000;
/** The oldest are forgotten first beyond this. */
const KEPT_AT_MOST = 10_000;

interface Answered {
  readonly request: string;
  readonly answer: Promise<unknown>;
  readonly at: number;
}

/** What was answered under which `Idempotency-Key`: a request that is sent again is not carried out again. */
@Injectable()
export class AnsweredRequests {
  /** In order of arrival. */
  readonly #answers = new Map<string, Answered>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  get size(): number {
    return this.#answers.size;
  }

  /**
   * @param key unique per caller and key
   * @param request what is asked for; another one under the same key is refused
   * @param act carried out unless the same was asked before; a fault of ours is not kept, so that trying again makes sense
   */
  once<T>(key: string, request: string, act: () => Promise<T>): Promise<T> {
    this.#forget();
    const known = this.#answers.get(key);
    if (known !== undefined) {
      if (known.request !== request) throw new ApiProblem('idempotency-key-reused');
      return known.answer as Promise<T>;
    }
    const answer = act();
    this.#answers.set(key, { request, answer, at: this.clock.monotonic() });
    answer.catch((error: unknown) => {
      if (!(error instanceof ApiProblem)) this.#answers.delete(key);
    });
    return answer;
  }

  #forget(): void {
    const since = this.clock.monotonic() - KEPT_FOR;
    for (const [key, { at }] of this.#answers) {
      if (at > since && this.#answers.size < KEPT_AT_MOST) return;
      this.#answers.delete(key);
    }
  }
}

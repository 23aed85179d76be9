import type { z } from 'zod';
import { type Problem, problemSchema } from '../problem.js';
import { type ApiAnswer, type ApiTransport, type CallOf, requestOf } from './call.js';
import type { Route } from './route.js';

/** The API refused, did not answer (`unreachable`, status 0), or answered what no contract knows (`unexpected-answer`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly problem: Problem,
    /** Seconds to wait before asking again, where the server said so (Retry-After). */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail ?? problem.title);
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** What a route answered, with what only headers tell. */
export interface Answered<T> {
  readonly data: T;
  /** To be given back as `If-Match`: null where the route knows no versions. */
  readonly etag: string | null;
}

/** Calls routes of the admin API and holds every answer against its contract. */
export class ApiClient {
  constructor(private readonly transport: ApiTransport) {}

  /** @throws {ApiError} for every refusal, for no answer, and for an answer that is not what the contract says */
  async call<R extends Route>(route: R, call: CallOf<R>): Promise<z.output<R['answer']>> {
    return (await this.answered(route, call)).data;
  }

  /** As {@link call}, with the answer's version. */
  async answered<R extends Route>(route: R, call: CallOf<R>): Promise<Answered<z.output<R['answer']>>> {
    const answer = await this.transport(requestOf(route, call));
    if (answer.status >= 400) throw new ApiError(problemOf(answer), retryAfter(answer));
    const parsed = route.answer.safeParse(bodyOf(answer));
    if (!parsed.success) throw new ApiError(unexpected(answer.status, parsed.error.message));
    return { data: parsed.data as z.output<R['answer']>, etag: answer.header('etag') };
  }
}

/** What is said to be of another type than JSON is text. */
function bodyOf(answer: ApiAnswer): unknown {
  if (answer.text === '') return undefined;
  const type = answer.header('content-type') ?? 'application/json';
  return /^application\/json\b/.test(type) ? jsonOf(answer.text) : answer.text;
}

/** For a transport that got no answer at all. */
export const unreachable = (detail: string): ApiError =>
  new ApiError({ type: 'about:blank', title: detail, status: 0, code: 'unreachable', detail });

function problemOf({ status, text }: ApiAnswer): Problem {
  const problem = problemSchema.safeParse(jsonOf(text));
  return problem.success ? problem.data : unexpected(status, `The server answered ${status}.`);
}

const unexpected = (status: number, detail: string): Problem => ({
  type: 'about:blank',
  title: 'The answer is not understood: is the server of another version?',
  status,
  code: 'unexpected-answer',
  detail,
});

function retryAfter(answer: ApiAnswer): number | null {
  const seconds = Number.parseInt(answer.header('retry-after') ?? '', 10);
  return Number.isNaN(seconds) ? null : seconds;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

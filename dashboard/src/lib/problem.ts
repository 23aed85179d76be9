import type { Problem } from '#contracts';

/** A request that did not succeed: the server's problem document (RFC 9457), or one made here when none came.
 *  `problem.status` is 0 and `problem.code` is `unreachable` when no answer arrived at all. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    /** Seconds after which the server would like to be asked again (Retry-After), where it said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof ApiError && error.status === status;

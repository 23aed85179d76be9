import { ApiProblem } from '../problems/api-problem.js';

/** `waitFor` in milliseconds. */
export function tooManyAttempts(waitFor: number): ApiProblem {
  const seconds = Math.ceil(waitFor / 1000);
  return new ApiProblem('too-many-attempts', {
    detail: `Try again in ${seconds} seconds.`,
    retryAfterSeconds: seconds,
  });
}

import type { Refused } from '#ports';
import { ApiProblem } from '../problems/api-problem.js';

/** The value of an action that happened; what did not happen is a problem, `wrongState` saying which state it takes. */
export function done<T>(outcome: T | Refused, wrongState: string): Exclude<T, Refused> {
  if (outcome === 'not-found') throw new ApiProblem('no-such-session');
  if (outcome === 'wrong-state') throw new ApiProblem('wrong-state', { detail: wrongState });
  return outcome as Exclude<T, Refused>;
}

import { ApiError } from '#contracts';
import { errorText } from '../../components/failure.js';

/** Why a change was refused, as the server says it: what the value may be, or what else it goes against. */
export function settingProblem(error: unknown): string {
  if (!(error instanceof ApiError)) return errorText(error);
  const [first] = error.problem.errors ?? [];
  return first === undefined ? errorText(error) : first.message;
}

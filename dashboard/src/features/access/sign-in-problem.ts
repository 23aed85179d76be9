import { ApiError } from '#contracts';
import { accessText as text } from '../../messages/index.js';

/** What a refused attempt says. With a wrong code the server says no more than with a wrong password. */
export function signInProblem(error: unknown, codeAsked: boolean): string {
  if (!(error instanceof ApiError)) return text.failed(String(error));
  if (error.status === 0) return text.unreachable;
  if (error.status === 401) return codeAsked ? text.wrongCode : text.wrong;
  if (error.status === 429) return text.waiting;
  return text.failed(error.message);
}

import type { ApiError } from '#contracts';
import { CommandError, type ExitCode, exitCodes } from './command-error.js';

/** What the server refused, in its own words (RFC 9457), with the exit code that says which kind of refusal it was. */
export class Refused extends CommandError {
  override readonly name = 'Refused';

  constructor({ problem, code }: ApiError) {
    const { title, detail, errors = [], status } = problem;
    const said = code === 'unexpected-answer' ? unexpected(title, status) : (detail ?? `${title}.`);
    const more = errors.filter(({ message }) => !said.includes(message));
    super([said, ...more.map(({ path, message }) => `  ${path}: ${message}`)].join('\n'), codeOf(status));
  }
}

function codeOf(status: number): ExitCode {
  switch (status) {
    case 404:
      return exitCodes.notFound;
    case 401:
    case 403:
      return exitCodes.notAllowed;
    case 409:
    case 412:
    case 428:
      return exitCodes.conflict;
    default:
      return exitCodes.failed;
  }
}

const unexpected = (title: string, status: number): string =>
  status >= 400 ? `The server refused with HTTP status ${status}.` : title;

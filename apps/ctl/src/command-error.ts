/** What the process exits with: documented in `dormouse --help`, so scripts rely on it. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  /** Called in a way it does not understand. */
  usage: 2,
  /** The command needs a running server. */
  notRunning: 3,
  /** What was named is not there. */
  notFound: 4,
  /** It is there, but not in the state that this needs, or somebody was quicker. */
  conflict: 5,
  notAllowed: 6,
  /** Some of many were done, and some not. */
  partly: 7,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a message for the person at the terminal. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command was called in a way it does not understand. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, exitCodes.usage);
  }
}

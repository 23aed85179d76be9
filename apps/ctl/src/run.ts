import { CommanderError } from 'commander';
import { CommandError, type ExitCode, exitCodes } from './command-error.js';
import { buildProgram } from './program.js';
import { print, type Terminal } from './terminal.js';

/** Runs one command. `argv` is what follows the program's name. Never throws: what went wrong is told on stderr. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await buildProgram(terminal).parseAsync([...argv], { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    // Commander has told the person already; asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (error instanceof CommandError) {
      print(terminal.stderr, error.message);
      return error.exitCode;
    }
    print(
      terminal.stderr,
      `Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return exitCodes.failed;
  }
}

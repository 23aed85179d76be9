import { Argument, type Command } from 'commander';
import { routes } from '#contracts';
import { candidates } from '../completion/candidates.js';
import { completionScripts } from '../completion/scripts.js';
import type { CommandContext } from './context.js';

/** Nobody waits longer for a shell to answer Tab. */
const PATIENCE_MS = 700;
const MOST = 100;

export function addCompletionCommands(program: Command, context: CommandContext): void {
  program
    .command('completion')
    .description('write what makes a shell complete these commands; see docs/operations.md')
    .addArgument(new Argument('<shell>').choices(Object.keys(completionScripts)))
    .action((shell: keyof typeof completionScripts) => {
      context.terminal.stdout.write(completionScripts[shell]);
    });

  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action(async (typed: string[]) => {
      const { words, ask } = candidates(program, typed);
      const known = ask === undefined ? [] : await asked(ask, typed.at(-1) ?? '');
      for (const word of [...words, ...known]) context.say(word);
    });

  /** None where there is no server, or it does not answer soon: completing is never worth an error. */
  async function asked(what: 'users' | 'sessions', begin: string): Promise<string[]> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const over = new Promise<string[]>((resolve) => signal.addEventListener('abort', () => resolve([])));
    const query = { limit: MOST };
    const answer = context.withServer(async (server) => {
      const found =
        what === 'users'
          ? (await server.call(routes.users.list, { query, signal })).items.map(({ user }) => user)
          : (await server.call(routes.sessions.list, { query, signal })).items.map(({ id }) => id);
      return found.filter((one) => one.startsWith(begin));
    });
    return Promise.race([answer.catch(() => []), over]);
  }
}

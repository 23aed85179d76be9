import type { Argument, Command, Option } from 'commander';

/** What may come next: words known beforehand, or what only a running server knows. */
export interface Candidates {
  readonly words: readonly string[];
  readonly ask: 'users' | 'sessions' | undefined;
}

/** What may stand in place of the last of `typed`, which may be empty; from the program's own tree. */
export function candidates(program: Command, typed: readonly string[]): Candidates {
  let command = program;
  let place = 0;
  let awaiting: Option | undefined;
  for (const word of typed.slice(0, -1)) {
    const option = command.options.find(({ short, long }) => word === short || word === long);
    if (option !== undefined) awaiting = option.required || option.optional ? option : undefined;
    else if (awaiting !== undefined && !word.startsWith('-')) {
      if (!awaiting.variadic) awaiting = undefined;
    } else {
      const next = command.commands.find((one) => one.name() === word);
      if (next === undefined) place += 1;
      else [command, place] = [next, 0];
      awaiting = undefined;
    }
  }
  const last = typed.at(-1) ?? '';
  const found = last.startsWith('-')
    ? { words: optionsOf(command), ask: undefined }
    : awaiting === undefined
      ? ofArgument(command, command.registeredArguments[place])
      : ofOption(awaiting);
  return { ...found, words: found.words.filter((word) => word.startsWith(last)) };
}

const optionsOf = (command: Command): string[] => command.options.flatMap(({ long }) => long ?? []);

const ofOption = ({ argChoices = [], flags }: Option): Candidates => ({
  words: argChoices,
  ask: askFor(flags),
});

function ofArgument(command: Command, argument: Argument | undefined): Candidates {
  const commands = command.commands.map((one) => one.name()).filter((name) => !name.startsWith('_'));
  const ofSession = command.parent?.name() === 'session' || command.parent?.name() === 'watch';
  const ask =
    argument?.name() === 'jid' ? 'users' : argument?.name() === 'id' && ofSession ? 'sessions' : undefined;
  return { words: [...commands, ...(argument?.argChoices ?? [])], ask };
}

function askFor(flags: string): Candidates['ask'] {
  if (flags.includes('<jid')) return 'users';
  return flags.startsWith('--session') ? 'sessions' : undefined;
}

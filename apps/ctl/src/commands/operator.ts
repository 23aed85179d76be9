import { type Command, Option } from 'commander';
import {
  type OperatorChange,
  type OperatorView,
  type Right,
  type Role,
  rightSchema,
  roleSchema,
  routes,
} from '#contracts';
import { UsageError } from '../command-error.js';
import { instant } from '../output/words.js';
import { askPassword } from '../password.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

/** What the configuration asks of `admin_password`. */
const MIN_LENGTH = 8;
const passwordWords = 'the password; without it, it is asked for, or read from standard input';

interface WithPassword extends Shown {
  readonly password?: string;
}

export function addOperatorCommands(program: Command, context: CommandContext): void {
  const operator = program.command('operator').description('dashboard accounts');
  const password = async (given: string | undefined, forWhom: string) => {
    const chosen = await askPassword(context.terminal, given, forWhom);
    if (chosen.length >= MIN_LENGTH) return chosen;
    throw new UsageError(`The password of a dashboard account has at least ${MIN_LENGTH} characters.`);
  };

  leaf(
    operator,
    'passwd [username]',
    'set the password of a dashboard account ("admin" unless named); it is signed out everywhere',
  )
    .option('--password <password>', passwordWords)
    .action((username = 'admin', { password: given, ...options }: WithPassword) =>
      context.withBackend(
        async (backend) => {
          await backend.setOperatorPassword(username, await password(given, username));
          context.answer(options, undefined, () => `Changed the dashboard password of ${username}.`);
        },
        { create: true },
      ),
    );

  leaf(operator, 'list', 'list the dashboard accounts').action((options: Shown) =>
    context.show(
      options,
      async (server) => (await server.call(routes.operators.list, {})).items,
      (items) =>
        context.table(
          ['NAME', 'ROLE', 'RIGHTS', 'CODES', 'STATE', 'LAST SIGN-IN'],
          items.map((one) => [
            one.username,
            one.role,
            one.rights.join(',') || '-',
            one.secondFactor ? 'yes' : 'no',
            one.disabled ? 'disabled' : 'enabled',
            instant(one.lastSignInAt),
          ]),
        ),
    ),
  );

  leaf(operator, 'add <username>', 'add a dashboard account')
    .addOption(
      new Option('--role <role>', 'what it may do').choices(roleSchema.options).makeOptionMandatory(),
    )
    .addOption(new Option('--right <right...>', 'what no role brings along').choices(rightSchema.options))
    .option('--password <password>', passwordWords)
    .action(
      (
        username: string,
        { role, right = [], password: given, ...options }: WithPassword & { role: Role; right?: Right[] },
      ) =>
        context.show(
          options,
          async (server) => {
            const body = { username, role, rights: right, password: await password(given, username) };
            return server.call(routes.operators.add, { body });
          },
          () => `Added the dashboard account ${username}.`,
        ),
    );

  const change = (username: string, options: Shown, body: (present: OperatorView) => OperatorChange) =>
    context.show(
      options,
      async (server) => {
        const { items } = await server.call(routes.operators.list, {});
        const present = items.find((one) => one.username === username);
        const blank = { rights: [] as Right[] } as unknown as OperatorView;
        return server.call(routes.operators.change, { path: { username }, body: body(present ?? blank) });
      },
      ({ role, rights, disabled }) =>
        `${username} is ${role}${rights.length === 0 ? '' : ` with ${rights.join(', ')}`}${disabled ? ', disabled' : ''} now.`,
    );

  leaf(operator, 'role <username> <role>', 'change its role').action(
    (username: string, role: Role, options: Shown) => change(username, options, () => ({ role })),
  );
  leaf(operator, 'grant <username> <right>', 'grant it a right').action(
    (username: string, right: Right, options: Shown) =>
      change(username, options, ({ rights }) => ({ rights: [...new Set([...rights, right])] })),
  );
  leaf(operator, 'deny <username> <right>', 'take a right from it').action(
    (username: string, right: Right, options: Shown) =>
      change(username, options, ({ rights }) => ({ rights: rights.filter((one) => one !== right) })),
  );
  for (const disabled of [true, false]) {
    leaf(
      operator,
      `${disabled ? 'disable' : 'enable'} <username>`,
      disabled ? 'let it sign in no more' : 'let it sign in again',
    ).action((username: string, options: Shown) => change(username, options, () => ({ disabled })));
  }

  leaf(operator, 'remove <username>', 'remove it and sign it out everywhere').action(
    (username: string, options: Shown) =>
      context.show(
        options,
        (server) => server.call(routes.operators.remove, { path: { username } }),
        () => `Removed the dashboard account ${username}.`,
      ),
  );
  leaf(
    operator,
    'reset-totp <username>',
    'let it sign in without one-time codes, e.g. when its authenticator is lost',
  ).action((username: string, options: Shown) =>
    context.show(
      options,
      (server) => server.call(routes.operators.removeSecondFactor, { path: { username } }),
      () => `${username} signs in without one-time codes now.`,
    ),
  );
}

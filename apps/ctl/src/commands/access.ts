import { type Command, Option } from 'commander';
import { type Role, roleSchema, routes } from '#contracts';
import { instant } from '../output/words.js';
import { wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

/** Keys of programs, and who is signed in. */
export function addAccessCommands(program: Command, context: CommandContext): void {
  const key = program.command('key').description('API keys of programs');

  leaf(key, 'list', 'list them, expired ones too').action((options: Shown) =>
    context.show(
      options,
      async (server) => (await server.call(routes.apiKeys.list, {})).items,
      (items) =>
        context.table(
          ['ID', 'NAME', 'ROLE', 'MADE BY', 'EXPIRES', 'LAST USED', 'FROM'],
          items.map((one) => [
            one.id,
            one.name,
            one.role,
            one.createdBy,
            instant(one.expiresAt),
            instant(one.lastUsedAt),
            one.lastAddress ?? '-',
          ]),
        ),
    ),
  );

  leaf(key, 'add <name>', 'make one; it is shown this once, alone on standard output')
    .addOption(
      new Option('--role <role>', 'what it may do').choices(roleSchema.options).makeOptionMandatory(),
    )
    .option('--days <number>', 'until it expires', wholeNumber(1), 90)
    .action((name: string, { role, days, ...options }: Shown & { role: Role; days: number }) =>
      context.show(
        options,
        (server) => server.call(routes.apiKeys.make, { body: { name, role, days } }),
        (made) => made.key,
      ),
    );

  leaf(key, 'revoke <name>', 'revoke one, by its name or id').action((named: string, options: Shown) =>
    context.show(
      options,
      async (server) => {
        const { items } = await server.call(routes.apiKeys.list, {});
        const found = items.find(({ id }) => id === named) ?? items.find(({ name }) => name === named);
        return server.call(routes.apiKeys.revoke, { path: { id: found?.id ?? named } });
      },
      () => `Revoked the key ${named}.`,
    ),
  );

  const signIn = program.command('sign-in').description('who is signed in to the dashboard');
  leaf(signIn, 'list', 'list them, newest first').action((options: Shown) =>
    context.show(
      options,
      async (server) => (await server.call(routes.signIns.list, {})).items,
      (items) =>
        context.table(
          ['ID', 'NAME', 'ROLE', 'VIA', 'SINCE', 'LAST SEEN', 'FROM', 'BROWSER'],
          items.map((one) => [
            one.id,
            one.username,
            one.role,
            one.via,
            instant(one.startedAt),
            instant(one.lastSeenAt),
            one.address,
            one.agent,
          ]),
        ),
    ),
  );
  leaf(signIn, 'revoke <id>', 'sign somebody out').action((id: string, options: Shown) =>
    context.show(
      options,
      (server) => server.call(routes.signIns.end, { path: { id } }),
      () => `Signed out ${id}.`,
    ),
  );
}

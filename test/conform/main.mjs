/** `npm run conform`: the suite is TypeScript and runs from source; only its syntax is taken away on the way, nothing is written. */
import * as nodeModule from 'node:module';
import * as hooks from './typescript-hooks.mjs';

// registerHooks came with Node 22.15; Node 20 has register, which later versions warn of.
if (nodeModule.registerHooks) nodeModule.registerHooks(hooks);
else nodeModule.register('./typescript-hooks.mjs', import.meta.url);

const { conform } = await import('./command.ts');
const code = await conform(process.argv.slice(2));
// Whatever a server left half open must not keep the command from ending.
process.stdout.write('', () => process.exit(code));

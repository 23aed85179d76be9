/**
 * `npm start`: set-up, then the server in this very process, so that signals and the exit code are the server's own and
 * no process stands between. package.json runs it by `exec`: npm passes SIGTERM on to the shell it started, and a shell
 * that waits for node would die alone.
 */
import { setUpOrExit } from './setup.mjs';

await setUpOrExit();
await import('../dist/apps/server/src/main.js');

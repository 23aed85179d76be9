import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ServerProcess } from './server-process.js';
import { makeFolder } from './temporary-folder.js';

/** A server on a journal as a `kill -9` leaves it, with so many sessions asleep, five to an account: `u0@localhost` and so on. */
export async function startSleepingServer(
  sessions: number,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const folder = makeFolder();
  const writer = fileURLToPath(new URL('./crowd-process.mjs', import.meta.url));
  const crowd = { sessions, accounts: Math.ceil(sessions / 5), old: 100, stanzas: 4 };
  await promisify(execFile)(process.execPath, [writer, join(folder, 'data'), JSON.stringify(crowd)]);
  const server = new ServerProcess(
    {
      SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
      SMACKS_MAX_OLD_SESSIONS: 'none',
      SMACKS_MAX_HIBERNATION_TIME: '86400',
      SMACKS_MAX_QUEUE_STANZAS: 'none',
      DORMOUSE_C2S_MAX_BYTES_PER_SECOND: 'none',
      DORMOUSE_LOG_LEVEL: 'error',
      ...env,
    },
    folder,
  );
  await server.start();
  return server;
}

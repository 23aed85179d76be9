import type { Settings } from '../settings.js';
import type { Backend } from './backend.js';
import { findRunningServer } from './running-server.js';

/**
 * The running server if its control socket answers, or else the data directory itself. A server that answers is never
 * worked around: two writers would each believe in what they remember. `create`: the command may be the first to use the
 * directory. Only the second way loads the database driver.
 */
export async function openBackend(settings: Settings, { create }: { create: boolean }): Promise<Backend> {
  const running = await findRunningServer(settings.dataDir);
  if (running !== undefined) return running;
  const { openStoppedServer } = await import('./stopped-server.js');
  return openStoppedServer(settings, { create });
}

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/apps/ctl/src/main.js', import.meta.url));

/** Runs `dormouse` on a data directory as an operator does; what it said on stdout. Rejects with what it complained of. */
export function dormouse(dataDir: string, ...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', DORMOUSE_DATA_DIR: dataDir };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [MAIN, ...args], { env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`dormouse ${args.join(' ')}: ${stderr}`));
      else resolve(stdout);
    });
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

process.on('exit', () => {
  for (const folder of folders) removeFolder(folder);
});

/** A folder of one's own; removed by {@link removeFolder}, at the latest when the process ends. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-test-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

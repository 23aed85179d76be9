import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BackupManifest } from '#contracts';
import { findRunningServer } from '../backend/running-server.js';
import { CommandError } from '../command-error.js';
import { instant, plural, size } from '../output/words.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

export function addBackupCommands(program: Command, context: CommandContext): void {
  const { terminal } = context;
  leaf(
    program,
    'backup <directory>',
    'copy database, journal and keys into a new directory, also while the server runs',
  ).action(async (directory: string, options: Shown) => {
    const { dataDir } = context.settings();
    const target = resolve(terminal.cwd, directory);
    const manifest = await backUp(dataDir, target);
    context.answer(options, { directory: target, ...manifest }, ({ files, at }) => {
      const words = `${plural(files.length, 'file')}, ${sizeOf(manifest)}, as of ${instant(at)}`;
      return `Backed up ${dataDir} to ${target}: ${words}.`;
    });
  });

  leaf(program, 'restore <directory>', 'bring back a backup while the server is stopped')
    .option('--force', 'move what the data directory holds aside, within it')
    .action(async (directory: string, { force = false, ...shown }: Shown & { force?: boolean }) => {
      const { dataDir } = context.settings();
      if ((await findRunningServer(dataDir)) !== undefined)
        throw new CommandError(`The server runs on ${dataDir}: stop it first.`);
      const { restoreStopped } = await import('../backend/stopped-data.js');
      const { manifest, aside } = await restoreStopped(resolve(terminal.cwd, directory), dataDir, force);
      const kept = aside === null ? '' : `\nWhat was there before is in ${aside}.`;
      context.answer(
        shown,
        { dataDir, aside, ...manifest },
        ({ at }) => `Restored ${dataDir} as of ${instant(at)}, ${sizeOf(manifest)}.${kept}`,
      );
    });
}

async function backUp(dataDir: string, target: string): Promise<BackupManifest> {
  const running = await findRunningServer(dataDir);
  if (running !== undefined) return running.backUp(target);
  const { backUpStopped } = await import('../backend/stopped-data.js');
  return backUpStopped(dataDir, target);
}

const sizeOf = ({ files }: BackupManifest): string => size(files.reduce((sum, { bytes }) => sum + bytes, 0));

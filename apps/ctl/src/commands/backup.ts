import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BackupManifest } from '#contracts';
import { findRunningServer } from '../backend/running-server.js';
import { CommandError } from '../command-error.js';
import { instant, plural, size } from '../output/words.js';
import { print } from '../terminal.js';
import type { CommandContext } from './context.js';

export function addBackupCommands(program: Command, context: CommandContext): void {
  const { terminal } = context;
  program
    .command('backup <directory>')
    .description('copy database, journal and keys into a new directory, also while the server runs')
    .action(async (directory: string) => {
      const { dataDir } = context.settings();
      const target = resolve(terminal.cwd, directory);
      const manifest = await backUp(dataDir, target);
      const words = `${plural(manifest.files.length, 'file')}, ${sizeOf(manifest)}, as of ${instant(manifest.at)}`;
      print(terminal.stdout, `Backed up ${dataDir} to ${target}: ${words}.`);
    });

  program
    .command('restore <directory>')
    .description('bring back a backup while the server is stopped')
    .option('--force', 'move what the data directory holds aside, within it')
    .action(async (directory: string, { force = false }: { force?: boolean }) => {
      const { dataDir } = context.settings();
      if ((await findRunningServer(dataDir)) !== undefined)
        throw new CommandError(`The server runs on ${dataDir}: stop it first.`);
      const { restoreStopped } = await import('../backend/stopped-data.js');
      const { manifest, aside } = await restoreStopped(resolve(terminal.cwd, directory), dataDir, force);
      print(terminal.stdout, `Restored ${dataDir} as of ${instant(manifest.at)}, ${sizeOf(manifest)}.`);
      if (aside !== null) print(terminal.stdout, `What was there before is in ${aside}.`);
    });
}

async function backUp(dataDir: string, target: string): Promise<BackupManifest> {
  const running = await findRunningServer(dataDir);
  if (running !== undefined) return running.backUp(target);
  const { backUpStopped } = await import('../backend/stopped-data.js');
  return backUpStopped(dataDir, target);
}

const sizeOf = ({ files }: BackupManifest): string => size(files.reduce((sum, { bytes }) => sum + bytes, 0));

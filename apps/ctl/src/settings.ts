import { resolve } from 'node:path';
import { type Configuration, ConfigurationError, formatProblems, loadConfiguration } from '#config';
import { CommandError } from './command-error.js';
import type { Terminal } from './terminal.js';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly config?: string;
  readonly dataDir?: string;
  /** Of a server elsewhere. */
  readonly url?: string;
  readonly key?: string;
}

export interface Settings {
  readonly configuration: Configuration;
  /** Absolute path. */
  readonly dataDir: string;
}

/** The server's own configuration, so that both look for the same data. Throws {@link CommandError} when it is not valid. */
export function readSettings({ env, cwd }: Terminal, options: GlobalOptions): Settings {
  try {
    const { configuration } = loadConfiguration({
      env,
      cwd,
      ...(options.config === undefined ? {} : { yamlPath: options.config }),
    });
    const dataDir =
      options.dataDir === undefined ? configuration.server.dataDir : resolve(cwd, options.dataDir);
    return { configuration, dataDir };
  } catch (error) {
    if (error instanceof ConfigurationError) throw new CommandError(formatProblems(error));
    throw error;
  }
}

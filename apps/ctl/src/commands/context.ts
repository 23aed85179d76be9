import type { Command } from 'commander';
import type { Backend } from '../backend/backend.js';
import { openBackend } from '../backend/open-backend.js';
import { type GlobalOptions, readSettings, type Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';

/** What every command needs: the terminal and, once its options are known, settings and a backend. */
export class CommandContext {
  constructor(
    readonly terminal: Terminal,
    private readonly program: Command,
  ) {}

  settings(): Settings {
    return readSettings(this.terminal, this.program.opts<GlobalOptions>());
  }

  get globalOptions(): GlobalOptions {
    return this.program.opts<GlobalOptions>();
  }

  /** Runs `work` on the server or its data, and lets go of it whatever happens. */
  async withBackend<T>(work: (backend: Backend) => Promise<T>, { create = false } = {}): Promise<T> {
    const backend = await openBackend(this.settings(), { create });
    try {
      return await work(backend);
    } finally {
      await backend.close();
    }
  }
}

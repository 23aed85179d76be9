import type { Command } from 'commander';
import type { Backend } from '../backend/backend.js';
import { remoteConnection } from '../backend/connection.js';
import { openBackend } from '../backend/open-backend.js';
import { findRunningServer, type RunningServer, reach } from '../backend/running-server.js';
import { CommandError, exitCodes, UsageError } from '../command-error.js';
import { table } from '../output/table.js';
import { type GlobalOptions, readSettings, type Settings } from '../settings.js';
import { print, type Terminal } from '../terminal.js';

/** Of every command that answers something. */
export interface Shown {
  readonly json?: boolean;
}

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
    const remote = await this.#remote();
    if (remote !== undefined) return work(remote);
    const backend = await openBackend(this.settings(), { create });
    try {
      return await work(backend);
    } finally {
      await backend.close();
    }
  }

  /** Runs `work` on a running server, here or elsewhere. @throws {CommandError} exit code 3 when there is none */
  async withServer<T>(work: (server: RunningServer) => Promise<T>): Promise<T> {
    const server = (await this.#remote()) ?? (await findRunningServer(this.settings().dataDir));
    if (server === undefined) {
      throw new CommandError('The server is not running; this needs one.', exitCodes.notRunning);
    }
    return work(server);
  }

  /** Asks a running server something and shows what it answers: as one JSON value, or in words. */
  show<T>(
    options: Shown,
    ask: (server: RunningServer) => Promise<T>,
    words: (answer: T) => string,
  ): Promise<void> {
    return this.withServer(async (server) => this.answer(options, await ask(server), words));
  }

  /** What answers nothing answers `{"outcome":"done"}` to programs. */
  answer<T>({ json }: Shown, answer: T, words: (answer: T) => string): void {
    this.say(json ? JSON.stringify(answer ?? { outcome: 'done' }, null, 2) : words(answer));
  }

  say(text: string): void {
    print(this.terminal.stdout, text);
  }

  /** A table for the terminal, if there is one. */
  table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
    const { stdout, env } = this.terminal;
    if (!stdout.isTTY) return table(heading, rows);
    return table(heading, rows, { width: stdout.columns, bold: (env['NO_COLOR'] ?? '') === '' });
  }

  async #remote(): Promise<RunningServer | undefined> {
    const { env } = this.terminal;
    const { url = env['DORMOUSE_URL'], key = env['DORMOUSE_API_KEY'] } = this.globalOptions;
    if (url === undefined || url === '') return undefined;
    if (key === undefined || key === '') {
      throw new UsageError('With --url goes an API key: DORMOUSE_API_KEY, or --key.');
    }
    const server = await reach(remoteConnection(url, key));
    if (server === undefined) {
      throw new CommandError(`Nobody listens at ${url}: the server is not running.`, exitCodes.notRunning);
    }
    return server;
  }
}

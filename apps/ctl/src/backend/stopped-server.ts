import { existsSync } from 'node:fs';
import type { SmacksConfig } from '#config';
import type {
  AccountView,
  ImportAccounts,
  ImportResult,
  LimitChange,
  LimitName,
  Page,
  UserLimits,
} from '#contracts';
import type { Account } from '#ports';
import { deriveKeys, type ScramKeys, UnusablePassword } from '#sasl';
import {
  type DataDirLock,
  databaseFile,
  lockDataDir,
  makeDataDir,
  openDatabase,
  Storage,
  StorageError,
} from '#storage';
import { CommandError, exitCodes } from '../command-error.js';
import type { Settings } from '../settings.js';
import type { Backend, PageRequest } from './backend.js';
import { StoredLimits } from './stored-limits.js';

const ACTOR = 'cli';

/**
 * Takes the data directory for as long as the command runs. `create`: whether the command may be the first to use the
 * directory. @throws {CommandError} in one sentence
 */
export async function openStoppedServer(
  { configuration, dataDir }: Settings,
  { create }: { create: boolean },
): Promise<StoppedServer> {
  if (!create && !existsSync(databaseFile(dataDir))) {
    throw new CommandError(
      `There is no Dormouse database in ${dataDir} yet; the server makes it at its first start, and so does "dormouse account add".`,
    );
  }
  try {
    await makeDataDir(dataDir);
    const lock = await lockDataDir(dataDir);
    try {
      const storage = new Storage(await openDatabase(dataDir));
      return new StoppedServer(configuration.server.domain, configuration.smacks, storage, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    if (error instanceof StorageError) throw new CommandError(error.message);
    throw error;
  }
}

/** The data directory of a server that does not run. What is changed is audited as the server would, by `cli`. */
export class StoppedServer implements Backend {
  readonly #limits: StoredLimits;

  constructor(
    readonly domain: string,
    smacks: SmacksConfig,
    private readonly storage: Storage,
    private readonly lock: DataDirLock,
  ) {
    this.#limits = new StoredLimits(smacks, storage);
  }

  async accounts(query: PageRequest & { search?: string }): Promise<Page<AccountView>> {
    const page = await this.storage.accounts.list(query);
    return { ...page, items: page.items.map(viewOf) };
  }

  async addAccount(jid: string, password: string): Promise<void> {
    const { existing } = await this.storage.accounts.add([{ bareJid: jid, keys: await keysOf(password) }]);
    if (existing.length > 0) throw new CommandError(`The account ${jid} exists already.`, exitCodes.conflict);
    await this.#audit('account-add', jid);
  }

  async importAccounts(accounts: ImportAccounts['accounts']): Promise<ImportResult> {
    const { existing } = await this.storage.accounts.add(
      accounts.map(({ jid, keys }) => ({ bareJid: jid, keys })),
    );
    const added = accounts.length - existing.length;
    await this.#audit(
      'account-import',
      `${accounts.length} accounts`,
      '',
      `added ${added}, existed ${existing.length}`,
    );
    return { added, existing };
  }

  async removeAccount(jid: string): Promise<void> {
    mustExist(jid, await this.storage.accounts.remove(jid));
    await this.#audit('account-remove', jid);
  }

  async setPassword(jid: string, password: string): Promise<void> {
    mustExist(jid, await this.storage.accounts.setKeys(jid, await keysOf(password)));
    await this.#audit('account-password', jid);
  }

  async setDisabled(jid: string, disabled: boolean): Promise<void> {
    mustExist(jid, await this.storage.accounts.setDisabled(jid, disabled));
    await this.#audit(disabled ? 'account-disable' : 'account-enable', jid);
  }

  async sessions(): Promise<never> {
    throw noSessions();
  }

  async endSession(): Promise<never> {
    throw noSessions();
  }

  limits(jid: string): Promise<UserLimits> {
    return this.#limits.view(jid);
  }

  async setLimit(jid: string, name: LimitName, value: number | null): Promise<LimitChange> {
    mustExist(jid, (await this.storage.accounts.find(jid)) !== undefined);
    await this.#limits.set({ bareJid: jid, name, value, setBy: ACTOR, setAt: Date.now() });
    await this.#audit('limit-set', jid, `${name}: ${value ?? 'unlimited'}`);
    return { limits: await this.limits(jid), evicted: [] };
  }

  async clearLimit(jid: string, name: LimitName): Promise<LimitChange> {
    await this.#limits.clear({ bareJid: jid, name, setBy: ACTOR, setAt: Date.now() });
    await this.#audit('limit-clear', jid, `${name}: default`);
    return { limits: await this.limits(jid), evicted: [] };
  }

  async setOperatorPassword(username: string, password: string): Promise<void> {
    const operator = await this.storage.operators.find(username);
    // Before the first start nobody is there; `admin` is who the server would make then.
    if (operator === undefined && (username !== 'admin' || (await this.storage.operators.count()) > 0)) {
      throw new CommandError(`There is no dashboard account ${username}.`, exitCodes.notFound);
    }
    // Only here: it brings the whole web server with it, half a second that every other command would pay.
    const { hashPassword } = await import('#admin-api');
    const passwordHash = await hashPassword(password);
    if (!(await this.storage.operators.setPassword(username, passwordHash))) {
      await this.storage.operators.add({ username, passwordHash, role: 'admin', createdAt: Date.now() });
    }
    await this.#audit('operator-password', username);
  }

  async close(): Promise<void> {
    try {
      await this.storage.close();
    } finally {
      await this.lock.release();
    }
  }

  async #audit(action: string, target: string, detail = '', result = 'done'): Promise<void> {
    const what = { action, target, detail, result };
    await this.storage.operators.audit({ at: Date.now(), actor: ACTOR, via: 'cli', ...what });
  }
}

async function keysOf(password: string): Promise<ScramKeys> {
  try {
    return await deriveKeys(password);
  } catch (error) {
    if (error instanceof UnusablePassword) throw new CommandError(error.message);
    throw error;
  }
}

function mustExist(jid: string, existed: boolean): void {
  if (!existed) throw new CommandError(`There is no account ${jid}.`, exitCodes.notFound);
}

const noSessions = () =>
  new CommandError(
    'The server is not running on this data directory, so it has no sessions.',
    exitCodes.notRunning,
  );

function viewOf({ bareJid, disabled, createdAt, lastLoginAt }: Omit<Account, 'keys'>): AccountView {
  return { jid: bareJid, disabled, createdAt, lastLoginAt };
}

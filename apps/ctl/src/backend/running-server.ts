import { z } from 'zod';
import {
  accountViewSchema,
  actionResultSchema,
  type BackupManifest,
  backupManifestSchema,
  type ImportAccounts,
  importResultSchema,
  type LimitName,
  limitChangeSchema,
  type Overview,
  overviewSchema,
  pageOf,
  type SessionFilter,
  sessionViewSchema,
  userLimitsSchema,
} from '#contracts';
import type { Backend, PageRequest } from './backend.js';
import { ControlSocketClient, controlSocketPath, NotRunning } from './control-socket-client.js';

const nothing = z.unknown();
const accountPage = pageOf(accountViewSchema);
const sessionPage = pageOf(sessionViewSchema);

/** The server as its control socket shows it; undefined when none runs on this data directory. */
export async function findRunningServer(dataDir: string): Promise<RunningServer | undefined> {
  const client = new ControlSocketClient(controlSocketPath(dataDir));
  try {
    return new RunningServer(client, await client.get('/overview', overviewSchema));
  } catch (error) {
    if (error instanceof NotRunning) return undefined;
    throw error;
  }
}

/** A running server, reached through the admin API. What it changes is audited there, by `cli`. */
export class RunningServer implements Backend {
  readonly domain: string;

  constructor(
    private readonly client: ControlSocketClient,
    readonly overview: Overview,
  ) {
    this.domain = overview.domain;
  }

  accounts(query: PageRequest & { search?: string }) {
    return this.client.get(`/accounts${queryString(query)}`, accountPage);
  }

  async addAccount(jid: string, password: string): Promise<void> {
    await this.client.call('POST', '/accounts', { jid, password }, accountViewSchema);
  }

  importAccounts(accounts: ImportAccounts['accounts']) {
    return this.client.call('POST', '/accounts/import', { accounts }, importResultSchema);
  }

  async removeAccount(jid: string): Promise<void> {
    await this.client.call('DELETE', path('accounts', jid), undefined, nothing);
  }

  async setPassword(jid: string, password: string): Promise<void> {
    await this.client.call('PUT', path('accounts', jid, 'password'), { password }, nothing);
  }

  async setDisabled(jid: string, disabled: boolean): Promise<void> {
    const verb = disabled ? 'disable' : 'enable';
    await this.client.call('POST', path('accounts', jid, verb), undefined, nothing);
  }

  sessions(query: PageRequest & SessionFilter) {
    return this.client.get(`/sessions${queryString(query)}`, sessionPage);
  }

  async endSession(how: 'expire' | 'kill', id: string, reason: string): Promise<void> {
    await this.client.call('POST', path('sessions', id, how), { reason }, actionResultSchema);
  }

  limits(jid: string) {
    return this.client.get(path('users', jid, 'limits'), userLimitsSchema);
  }

  setLimit(jid: string, name: LimitName, value: number | null) {
    return this.client.call('PUT', path('users', jid, 'limits', name), { value }, limitChangeSchema);
  }

  clearLimit(jid: string, name: LimitName) {
    return this.client.call('DELETE', path('users', jid, 'limits', name), undefined, limitChangeSchema);
  }

  async setOperatorPassword(username: string, password: string): Promise<void> {
    await this.client.call('PUT', path('operators', username, 'password'), { password }, nothing);
  }

  /** As long as it takes: how much there is to copy, nobody knows here. @param directory absolute */
  backUp(directory: string): Promise<BackupManifest> {
    return this.client.call('POST', '/backup', { directory }, backupManifestSchema, 0);
  }

  async close(): Promise<void> {}
}

const path = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');

function queryString(query: object): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return `?${new URLSearchParams(given)}`;
}

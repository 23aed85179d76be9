import type { z } from 'zod';
import {
  ApiClient,
  ApiError,
  type BackupManifest,
  type CallOf,
  type ImportAccounts,
  type LimitName,
  type Overview,
  type Route,
  routes,
} from '#contracts';
import { Refused } from '../refusal.js';
import type { Backend, PageRequest, SessionSelection } from './backend.js';
import { controlSocketPath, controlSocketTransport, NotRunning } from './control-socket.js';

/** A person at the terminal means the value that is there, whatever it is (RFC 9110 §13.1.1). */
const WHATEVER_IT_IS = { 'if-match': '*' };

/** The server as its control socket shows it; undefined when none runs on this data directory. */
export async function findRunningServer(dataDir: string): Promise<RunningServer | undefined> {
  const path = controlSocketPath(dataDir);
  const api = new ApiClient(controlSocketTransport(path));
  try {
    return new RunningServer(api, await call(api, routes.server.overview, {}), path);
  } catch (error) {
    if (error instanceof NotRunning) return undefined;
    throw error;
  }
}

/** As the client's own, with a refusal told as commands tell it. @throws {Refused} */
async function call<R extends Route>(
  api: ApiClient,
  route: R,
  what: CallOf<R>,
): Promise<z.output<R['answer']>> {
  try {
    return await api.call(route, what);
  } catch (error) {
    throw error instanceof ApiError ? new Refused(error) : error;
  }
}

/** A running server, reached through the admin API. What it changes is audited there, by `cli`. */
export class RunningServer implements Backend {
  readonly domain: string;

  constructor(
    private readonly api: ApiClient,
    readonly overview: Overview,
    private readonly socketPath: string,
  ) {
    this.domain = overview.domain;
  }

  /** Any route of the API. @throws {Refused} */
  call<R extends Route>(route: R, what: CallOf<R>): Promise<z.output<R['answer']>> {
    return call(this.api, route, what);
  }

  accounts(query: PageRequest & { search?: string }) {
    return this.call(routes.accounts.list, { query });
  }

  async addAccount(jid: string, password: string): Promise<void> {
    await this.call(routes.accounts.add, { body: { jid, password } });
  }

  importAccounts(accounts: ImportAccounts['accounts']) {
    return this.call(routes.accounts.import, { body: { accounts } });
  }

  async removeAccount(jid: string): Promise<void> {
    await this.call(routes.accounts.remove, { path: { jid } });
  }

  async setPassword(jid: string, password: string): Promise<void> {
    await this.call(routes.accounts.setPassword, { path: { jid }, body: { password } });
  }

  async setDisabled(jid: string, disabled: boolean): Promise<void> {
    await this.call(disabled ? routes.accounts.disable : routes.accounts.enable, { path: { jid } });
  }

  sessions(query: PageRequest & SessionSelection) {
    return this.call(routes.sessions.list, { query });
  }

  async endSession(how: 'expire' | 'kill', id: string, reason: string): Promise<void> {
    await this.call(routes.sessions[how], { path: { id }, body: { reason } });
  }

  limits(jid: string) {
    return this.call(routes.limits.show, { path: { jid } });
  }

  setLimit(jid: string, name: LimitName, value: number | null) {
    return this.call(routes.limits.set, { path: { jid, name }, body: { value }, headers: WHATEVER_IT_IS });
  }

  clearLimit(jid: string, name: LimitName) {
    return this.call(routes.limits.clear, { path: { jid, name }, headers: WHATEVER_IT_IS });
  }

  async setOperatorPassword(username: string, password: string): Promise<void> {
    await this.call(routes.operators.setPassword, { path: { username }, body: { password } });
  }

  /** As long as it takes: how much there is to copy, nobody knows here. @param directory absolute */
  backUp(directory: string): Promise<BackupManifest> {
    const patient = new ApiClient(controlSocketTransport(this.socketPath, 0));
    return call(patient, routes.server.backup, { body: { directory } });
  }

  async close(): Promise<void> {}
}

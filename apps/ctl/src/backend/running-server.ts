import type { z } from 'zod';
import {
  type Answered,
  ApiClient,
  ApiError,
  type BackupManifest,
  type CallOf,
  type ImportAccounts,
  type LimitName,
  type Overview,
  type Route,
  requestOf,
  routes,
} from '#contracts';
import { Refused } from '../refusal.js';
import type { Backend, PageRequest, SessionSelection } from './backend.js';
import { type Connection, NotRunning, send, socketConnection, transportOver } from './connection.js';
import { controlSocketPath } from './control-socket.js';

/** The server as its control socket shows it; undefined when none runs on this data directory. */
export function findRunningServer(dataDir: string): Promise<RunningServer | undefined> {
  return reach(socketConnection(controlSocketPath(dataDir)));
}

/** The server at the other end; undefined when nobody listens there. */
export async function reach(connection: Connection): Promise<RunningServer | undefined> {
  const api = new ApiClient(transportOver(connection));
  try {
    const { data } = await answered(api, routes.server.overview, {});
    return new RunningServer(api, data, connection);
  } catch (error) {
    if (error instanceof NotRunning) return undefined;
    throw error;
  }
}

/** As the client's own, with a refusal told as commands tell it. @throws {Refused} */
async function answered<R extends Route>(
  api: ApiClient,
  route: R,
  what: CallOf<R>,
): Promise<Answered<z.output<R['answer']>>> {
  try {
    return await api.answered(route, what);
  } catch (error) {
    throw error instanceof ApiError ? new Refused(error) : error;
  }
}

/** A running server, reached through the admin API. What it changes is audited there, by `cli` or the key. */
export class RunningServer implements Backend {
  readonly domain: string;

  constructor(
    private readonly api: ApiClient,
    readonly overview: Overview,
    readonly connection: Connection,
  ) {
    this.domain = overview.domain;
  }

  /** Any route of the API. @throws {Refused} */
  async call<R extends Route>(route: R, what: CallOf<R>): Promise<z.output<R['answer']>> {
    return (await this.answered(route, what)).data;
  }

  /** The same with the version of what was answered. */
  answered<R extends Route>(route: R, what: CallOf<R>): Promise<Answered<z.output<R['answer']>>> {
    return answered(this.api, route, what);
  }

  /**
   * The headers of a change that is refused when somebody else has changed it since it was looked at: by the one who asks,
   * who says `version`, or just now.
   */
  async unchanged<R extends Route>(
    route: R,
    what: CallOf<R>,
    version: string | undefined,
  ): Promise<Record<string, string>> {
    const etag = version === undefined ? (await this.answered(route, what)).etag : `"${version}"`;
    return { 'if-match': etag ?? '*' };
  }

  /** Hands on what a route answers as it comes, however much it is. @throws {Refused} */
  async stream<R extends Route>(route: R, what: CallOf<R>, take: (chunk: Buffer) => unknown): Promise<void> {
    const response = await send(this.connection, requestOf(route, what), 0);
    if ((response.statusCode ?? 0) >= 400) {
      response.destroy();
      await this.call(route, what);
    }
    for await (const chunk of response) await take(chunk as Buffer);
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

  async setLimit(jid: string, name: LimitName, value: number | null, version?: string) {
    const headers = await this.unchanged(routes.limits.show, { path: { jid } }, version);
    return this.call(routes.limits.set, { path: { jid, name }, body: { value }, headers });
  }

  async clearLimit(jid: string, name: LimitName, version?: string) {
    const headers = await this.unchanged(routes.limits.show, { path: { jid } }, version);
    return this.call(routes.limits.clear, { path: { jid, name }, headers });
  }

  async setOperatorPassword(username: string, password: string): Promise<void> {
    await this.call(routes.operators.setPassword, { path: { username }, body: { password } });
  }

  /** As long as it takes: how much there is to copy, nobody knows here. @param directory absolute */
  async backUp(directory: string): Promise<BackupManifest> {
    const patient = new ApiClient(transportOver(this.connection, 0));
    return (await answered(patient, routes.server.backup, { body: { directory } })).data;
  }

  async close(): Promise<void> {}
}

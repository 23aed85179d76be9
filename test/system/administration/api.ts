import type { ServerProcess } from '../../support/server-process.js';
import { type Administrator, everyAdministrator } from './administrators.js';

export interface Reply<T> {
  readonly status: number;
  /** The problem's, when it is one. */
  readonly code: string | undefined;
  readonly body: T;
  readonly etag: string | undefined;
}

/** The API under `/api/v1` as one administrator calls it; JSON both ways. */
export class Api {
  constructor(private readonly who: Administrator) {}

  get<T>(path: string): Promise<Reply<T>> {
    return this.#send('GET', path);
  }

  post<T>(path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.#send('POST', path, body, headers);
  }

  put<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.#send('PUT', path, body, headers);
  }

  delete<T>(path: string, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.#send('DELETE', path, undefined, headers);
  }

  async #send<T>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await this.who.send({ method, path: `/api/v1${path}`, headers, body: text });
    const { status, code } = answer;
    const etag = answer.headers['etag'] as string | undefined;
    return { status, code, body: (answer.text === '' ? undefined : JSON.parse(answer.text)) as T, etag };
  }
}

/** By name: `the-viewer`, `the-operator`, `the-admin`, and `the-reader`, an operator who may peek. */
export async function apisOf(server: ServerProcess): Promise<(name: string) => Api> {
  const everyone = await everyAdministrator(server);
  return (name) => {
    const who = everyone.find((one) => one.name === name);
    if (who === undefined) throw new Error(`there is no ${name}`);
    return new Api(who);
  };
}

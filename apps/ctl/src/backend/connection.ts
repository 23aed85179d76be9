import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { ApiAnswer, ApiRequest, ApiTransport } from '#contracts';
import { CommandError, UsageError } from '../command-error.js';

/** Long enough for a chunk of an import on a busy server. */
const TIMEOUT_MS = 60_000;

/** Nobody listens there: the server is not running. */
export class NotRunning extends Error {}

/** How a server is reached. */
export interface Connection {
  /** For people: the path of the socket, or the URL. */
  readonly name: string;
  /** What goes with each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** For `node:http`, or `node:https` where `secure`. */
  readonly target: RequestOptions;
  readonly secure: boolean;
  /** In front of `/api/v1`. */
  readonly base: string;
  /** Address of the live channel for `ws`. */
  readonly live: string;
}

export const socketConnection = (socketPath: string): Connection => ({
  name: socketPath,
  headers: {},
  target: { socketPath },
  secure: false,
  base: '',
  live: `ws+unix:${socketPath}:/api/v1/live`,
});

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** A server elsewhere, with an API key. @throws {UsageError} for an address that is none, or that would give the key away */
export function remoteConnection(address: string, key: string): Connection {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`"${address}" is not an address like https://xmpp.example.org.`);
  }
  const secure = url.protocol === 'https:';
  if (!secure && !LOOPBACK.test(url.hostname)) {
    throw new UsageError(`The key would go to ${url.hostname} for everybody to read: use https.`);
  }
  const base = url.pathname.replace(/\/+$/, '');
  return {
    name: url.origin + base,
    headers: { authorization: `Bearer ${key}` },
    target: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    },
    secure,
    base,
    live: `${secure ? 'wss' : 'ws'}://${url.host}${base}/api/v1/live`,
  };
}

/** Begins a request; the answer's body is still to be read. @param timeout ms without a word from the server; 0 waits on */
export function send(connection: Connection, request: ApiRequest, timeout: number): Promise<IncomingMessage> {
  const { method, path, headers, body, signal } = request;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const begin = connection.secure ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const call = begin({
      ...connection.target,
      method,
      path: connection.base + path,
      headers: { ...headers, ...connection.headers, ...length },
      timeout,
      signal,
    });
    call.on('timeout', () => call.destroy(new Error(`no answer in ${timeout / 1000} s`)));
    call.on('error', (error) => reject(failureOf(error, connection)));
    call.on('response', resolve);
    call.end(body);
  });
}

/** @param timeout as for {@link send} */
export function transportOver(connection: Connection, timeout = TIMEOUT_MS): ApiTransport {
  return async (request): Promise<ApiAnswer> => {
    const response = await send(connection, request, timeout);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of response) chunks.push(chunk as Buffer);
    } catch (error) {
      throw failureOf(error as Error, connection);
    }
    return {
      status: response.statusCode ?? 0,
      text: Buffer.concat(chunks).toString(),
      header: (name) => {
        const value = response.headers[name];
        return typeof value === 'string' ? value : null;
      },
    };
  };
}

function failureOf(error: NodeJS.ErrnoException, { name, target }: Connection): Error {
  switch (error.code) {
    case 'ENOENT':
    case 'ECONNREFUSED':
    // A file in place of the data directory; opening that will say so.
    case 'ENOTDIR':
      return new NotRunning();
    case 'EACCES':
    case 'EPERM':
      return target.socketPath === undefined
        ? new CommandError(`${name} may not be reached from here: ${error.message}`)
        : new CommandError(
            `The control socket ${name} may not be opened: run this as the user the server runs as.`,
          );
    default:
      return new CommandError(`The server did not answer on ${name}: ${error.message}`);
  }
}

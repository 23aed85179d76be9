import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { ApiAnswer, ApiTransport } from '#contracts';
import { CommandError } from '../command-error.js';

/** Where a running server listens for us; the file's mode is what lets us in. */
export const controlSocketPath = (dataDir: string): string => join(dataDir, 'control.sock');

/** Long enough for a chunk of an import on a busy server. */
const TIMEOUT_MS = 60_000;

/** The server did not answer because nobody listens: it is not running. */
export class NotRunning extends Error {}

/** @param timeout ms without a word from the server; 0 waits as long as it takes */
export function controlSocketTransport(socketPath: string, timeout = TIMEOUT_MS): ApiTransport {
  return ({ method, path, headers, body, signal }) =>
    new Promise<ApiAnswer>((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) => reject(failureOf(error, socketPath));
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const call = httpRequest({
        socketPath,
        method,
        path,
        headers: { ...headers, ...length },
        timeout,
        signal,
      });
      call.on('timeout', () => call.destroy(new Error(`no answer in ${timeout / 1000} s`)));
      call.on('error', fail);
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            header: (name) => {
              const value = response.headers[name];
              return typeof value === 'string' ? value : null;
            },
          }),
        );
      });
      call.end(body);
    });
}

function failureOf(error: NodeJS.ErrnoException, socketPath: string): Error {
  switch (error.code) {
    case 'ENOENT':
    case 'ECONNREFUSED':
    // A file in place of the data directory; opening that will say so.
    case 'ENOTDIR':
      return new NotRunning();
    case 'EACCES':
    case 'EPERM':
      return new CommandError(
        `The control socket ${socketPath} may not be opened: run this as the user the server runs as.`,
      );
    default:
      return new CommandError(`The server did not answer on ${socketPath}: ${error.message}`);
  }
}

import { request } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { problemSchema } from '#contracts';
import { CommandError } from '../command-error.js';

/** Where a running server listens for us. */
export const controlSocketPath = (dataDir: string): string => join(dataDir, 'control.sock');

/** Long enough for a chunk of an import on a busy server. */
const TIMEOUT_MS = 60_000;

/** The server did not answer because nobody listens: it is not running. */
export class NotRunning extends Error {}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Speaks the admin API over the unix socket, whose file mode is what lets us in. */
export class ControlSocketClient {
  constructor(private readonly socketPath: string) {}

  /** The answer's body, checked against `shape`. @throws {CommandError} with the server's own words when it refuses */
  async get<T extends z.ZodType>(path: string, shape: T): Promise<z.infer<T>> {
    return this.call('GET', path, undefined, shape);
  }

  /** @param timeout ms without a word from the server; 0 waits as long as it takes */
  async call<T extends z.ZodType>(
    method: string,
    path: string,
    body: unknown,
    shape: T,
    timeout = TIMEOUT_MS,
  ): Promise<z.infer<T>> {
    const answer = await this.#send(method, `/api/v1${path}`, body, timeout);
    if (answer.status >= 400) throw new CommandError(refusalOf(answer));
    const parsed = shape.safeParse(answer.body === '' ? undefined : jsonOf(answer.body));
    if (!parsed.success) {
      throw new CommandError(
        `The server's answer to ${method} ${path} is not understood: is it of another version?`,
      );
    }
    return parsed.data;
  }

  #send(method: string, path: string, body: unknown, timeout: number): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise<Answer>((resolve, reject) => {
      const call = request({
        socketPath: this.socketPath,
        method,
        path,
        headers: {
          accept: 'application/json',
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        },
        timeout,
      });
      call.on('timeout', () => call.destroy(new Error(`no answer in ${timeout / 1000} s`)));
      call.on('error', (error: NodeJS.ErrnoException) => reject(this.#failureOf(error)));
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (error) => reject(this.#failureOf(error)));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
      });
      call.end(payload);
    });
  }

  #failureOf(error: NodeJS.ErrnoException): Error {
    switch (error.code) {
      case 'ENOENT':
      case 'ECONNREFUSED':
      // A file in place of the data directory; opening that will say so.
      case 'ENOTDIR':
        return new NotRunning();
      case 'EACCES':
      case 'EPERM':
        return new CommandError(
          `The control socket ${this.socketPath} may not be opened: run this as the user the server runs as.`,
        );
      default:
        return new CommandError(`The server did not answer on ${this.socketPath}: ${error.message}`);
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A refusal in the server's words (RFC 9457). */
function refusalOf({ status, body }: Answer): string {
  const problem = problemSchema.safeParse(jsonOf(body));
  if (!problem.success) return `The server refused with HTTP status ${status}.`;
  const { title, detail, errors = [] } = problem.data;
  const said = detail === undefined ? `${title}.` : detail;
  return [said, ...errors.map(({ path, message }) => `  ${path}: ${message}`)].join('\n');
}

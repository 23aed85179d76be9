import { request } from 'node:http';
import { join } from 'node:path';

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One request to the admin API through the server's unix socket in its data directory: what the operator CLI uses. */
export function control(
  dataDir: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<ControlAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        socketPath: join(dataDir, 'control.sock'),
        method,
        path: `/api/v1${path}`,
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text) });
        });
      },
    );
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

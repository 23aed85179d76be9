import { request } from 'node:http';
import { join } from 'node:path';

/** One request to the admin API through the control socket in a data directory. @throws for a refusal */
export function control(dataDir, method, path, body) {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        socketPath: join(dataDir, 'control.sock'),
        method,
        path: `/api/v1${path}`,
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode < 300) resolve(text === '' ? undefined : JSON.parse(text));
          else reject(new Error(`${path} was answered ${response.statusCode} ${text}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Configuration } from '#config';
import type { Finding } from './finding.js';

/** Whether the stopped server could listen where it is configured to. */
export function checkPorts({ c2s, http }: Pick<Configuration, 'c2s' | 'http'>): Promise<Finding[]> {
  return Promise.all([
    checkPort('port c2s', c2s.host, c2s.port),
    checkPort('port c2s TLS', c2s.host, c2s.tlsPort),
    checkPort('port http', http.host, http.port),
  ]);
}

async function checkPort(check: string, host: string, port: number): Promise<Finding> {
  if (port === 0) return { check, state: 'ok', words: `any free port of ${host}` };
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return { check, state: 'ok', words: `${host} ${port} is free` };
  } catch (error) {
    return { check, state: 'problem', words: `${host} ${port} ${reasonOf(error)}` };
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'EADDRINUSE':
      return 'is taken by another program: stop that, or configure another port';
    case 'EACCES':
      return 'may not be opened by this user: ports below 1024 need a privilege';
    case 'EADDRNOTAVAIL':
      return 'is not an address of this machine';
    default:
      return `cannot be opened: ${code ?? String(error)}`;
  }
}

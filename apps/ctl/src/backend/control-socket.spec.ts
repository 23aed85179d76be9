import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createNetServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiClient, get, put } from '#contracts';
import { afterTest, TestCli } from '../testing/cli.js';
import { NotRunning } from './connection.js';
import { controlSocketPath, controlSocketTransport } from './control-socket.js';

const answer = z.object({ answer: z.number() });
const change = put('/x', { body: z.object({ n: z.number() }), answer });
const look = get('/x', { answer });

async function serve(server: Server): Promise<ApiClient> {
  const cli = await TestCli.create();
  await mkdir(cli.dataDir);
  const path = controlSocketPath(cli.dataDir);
  server.listen(path);
  await once(server, 'listening');
  afterTest(() => new Promise((resolve) => server.close(resolve)));
  return new ApiClient(controlSocketTransport(path));
}

const answering = (listener: RequestListener) => serve(createServer(listener));

describe('the control socket', () => {
  it('sends JSON and reads JSON', async () => {
    const client = await answering((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        const { n } = JSON.parse(body) as { n: number };
        const right = request.method === 'PUT' && request.url === '/api/v1/x';
        response.end(JSON.stringify({ answer: right ? n : 0 }));
      });
    });
    expect(await client.call(change, { body: { n: 42 } })).toEqual({ answer: 42 });
  });

  it('says so when the server hangs up', async () => {
    const client = await serve(createNetServer((socket) => socket.destroy()));
    await expect(client.call(look, {})).rejects.toThrow(/^The server did not answer on .*control\.sock: /);
  });

  it('tells a server that is not there from one that cannot be reached', async () => {
    const cli = await TestCli.create();
    const client = new ApiClient(controlSocketTransport(controlSocketPath(cli.dataDir)));
    await expect(client.call(look, {})).rejects.toThrow(NotRunning);
    await mkdir(cli.dataDir);
    // What a killed server leaves is a socket file; a plain file refuses connections just so.
    await writeFile(controlSocketPath(cli.dataDir), '');
    await expect(client.call(look, {})).rejects.toThrow(NotRunning);
  });
});

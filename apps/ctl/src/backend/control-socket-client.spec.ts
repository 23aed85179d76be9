import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createNetServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { afterTest, TestCli } from '../testing/cli.js';
import { ControlSocketClient, controlSocketPath, NotRunning } from './control-socket-client.js';

const shape = z.object({ answer: z.number() });

async function serve(server: Server): Promise<ControlSocketClient> {
  const cli = await TestCli.create();
  await mkdir(cli.dataDir);
  const path = controlSocketPath(cli.dataDir);
  server.listen(path);
  await once(server, 'listening');
  afterTest(() => new Promise((resolve) => server.close(resolve)));
  return new ControlSocketClient(path);
}

const answering = (listener: RequestListener) => serve(createServer(listener));

describe('ControlSocketClient', () => {
  it('sends JSON and reads JSON', async () => {
    const client = await answering((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        const { n } = JSON.parse(body) as { n: number };
        const right = request.method === 'PUT' && request.url === '/api/v1/x';
        response.end(JSON.stringify({ answer: right ? n : 0 }));
      });
    });
    expect(await client.call('PUT', '/x', { n: 42 }, shape)).toEqual({ answer: 42 });
  });

  it('passes on why the server refused', async () => {
    const problem = { type: 'x', title: 'Too much', status: 413, code: 'x' };
    const client = await answering((request, response) => {
      response.statusCode = 413;
      const more = { detail: 'At most three.', errors: [{ path: 'a.0', message: 'is odd' }] };
      response.end(
        request.url?.endsWith('/short') ? JSON.stringify(problem) : JSON.stringify({ ...problem, ...more }),
      );
    });
    await expect(client.get('/short', shape)).rejects.toThrow(/^Too much\.$/);
    await expect(client.get('/long', shape)).rejects.toThrow('At most three.\n  a.0: is odd');
  });

  it.each([
    [500, 'oops', 'The server refused with HTTP status 500.'],
    [200, 'oops', 'is it of another version?'],
    [200, '{"answer":"42"}', 'is it of another version?'],
  ])('says so when it is told %i %s', async (status, body, words) => {
    const client = await answering((_request, response) => {
      response.statusCode = status;
      response.end(body);
    });
    await expect(client.get('/x', shape)).rejects.toThrow(words);
  });

  it('says so when the server hangs up', async () => {
    const client = await serve(createNetServer((socket) => socket.destroy()));
    await expect(client.get('/x', shape)).rejects.toThrow(/^The server did not answer on .*control\.sock: /);
  });

  it('tells a server that is not there from one that cannot be reached', async () => {
    const cli = await TestCli.create();
    const client = new ControlSocketClient(controlSocketPath(cli.dataDir));
    await expect(client.get('/x', shape)).rejects.toThrow(NotRunning);
    await mkdir(cli.dataDir);
    // What a killed server leaves is a socket file; a plain file refuses connections just so.
    await writeFile(controlSocketPath(cli.dataDir), '');
    await expect(client.get('/x', shape)).rejects.toThrow(NotRunning);
  });
});

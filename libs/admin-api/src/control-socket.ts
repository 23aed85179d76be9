import { lstat, unlink } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { INestApplication } from '@nestjs/common';
import { ControlPeers } from './access/control-peers.js';

/** sockaddr_un.sun_path holds 108 bytes on Linux with the final zero, 104 on macOS; libuv cuts a longer path short silently. */
const MAX_PATH_BYTES = 103;

/**
 * Serves the same application on a unix socket that only this system user can open (mode 0600). Whoever can open it is
 * trusted as the administrator `cli`; see {@link ControlPeers}. Call it after `app.init()`; answers the way to close it.
 * Throws with one sentence when the path cannot be used.
 */
export async function listenControlSocket(app: INestApplication, path: string): Promise<() => Promise<void>> {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    throw new Error(
      `the control socket's path ${path} is longer than ${MAX_PATH_BYTES} bytes; use a shorter data directory`,
    );
  }
  await removeStale(path);
  const peers = app.get(ControlPeers);
  const server = createServer(app.getHttpAdapter().getInstance() as RequestListener);
  server.on('connection', (socket) => peers.add(socket));
  // The live channel's WebSockets are taken where those of the HTTP port are.
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    (app.getHttpServer() as Server).emit('upgrade', request, socket, head);
  });
  await listenPrivately(server, path);
  return () => close(server, upgraded);
}

/** The file gets its mode when it is bound: changing it afterwards would leave a moment in which others can connect. */
async function listenPrivately(server: Server, path: string): Promise<void> {
  const listening = new Promise<void>((resolve, reject) => {
    server.once('listening', resolve).once('error', reject);
  });
  // listen() on a path binds before it returns, so nothing else can create a file under this mask.
  const before = process.umask(0o177);
  try {
    server.listen(path);
  } finally {
    process.umask(before);
  }
  await listening;
}

/** A killed server leaves its socket file behind. One that still answers belongs to a living server and stays. */
async function removeStale(path: string): Promise<void> {
  const file = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return;
  if (!file.isSocket()) throw new Error(`${path} is in the way of the control socket and is not a socket`);
  if (await answers(path)) throw new Error(`the control socket ${path} is in use by another process`);
  await unlink(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function close(server: Server, upgraded: ReadonlySet<Duplex>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    // Those are not counted among the connections, and waited for all the same.
    for (const socket of upgraded) socket.destroy();
  });
}

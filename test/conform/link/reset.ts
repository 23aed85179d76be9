import type { Socket } from 'node:net';

/** RST. Once our FIN is under way libuv refuses to reset, and Node 20 then keeps a handle that spins for ever: such a connection is closed instead. */
export function reset(socket: Socket): void {
  if (socket.writable) socket.resetAndDestroy();
  else socket.destroy();
}

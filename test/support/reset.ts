import type { Socket } from 'node:net';

/** RST, unless our FIN is on its way already: on Node 20 a reset behind it can leave a handle that spins. */
export function reset(socket: Socket): void {
  if (socket.writable) socket.resetAndDestroy();
  else socket.destroy();
}

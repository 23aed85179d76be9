import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';

/** The sockets that came in through the control socket. Who may open that file is the machine's owner; the mark is the
 *  socket itself, so nothing a client sends can forge it. */
@Injectable()
export class ControlPeers {
  private readonly sockets = new WeakSet<Socket>();

  add(socket: Socket): void {
    this.sockets.add(socket);
  }

  has(socket: Socket): boolean {
    return this.sockets.has(socket);
  }
}

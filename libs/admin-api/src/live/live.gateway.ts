import type { IncomingMessage } from 'node:http';
import { type OnModuleDestroy } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import type { Server, WebSocket } from 'ws';
import { type LiveRequest, liveClose, liveRequestSchema } from '#contracts';
import { OwnOrigin } from '../access/own-origin.js';
import { LiveFeed } from './live-feed.js';
import { ViewerRights } from './viewer-rights.js';

/** Twenty conditions of a filter fit; a flood does not. */
const MAX_MESSAGE = 16 * 1024;

/**
 * `/api/v1/live`. A refused upgrade is completed and closed at once with a code of its own, because a browser shows a
 * page nothing of a failed handshake: the dashboard could not tell "sign in again" from "server away".
 */
@WebSocketGateway({ path: '/api/v1/live', maxPayload: MAX_MESSAGE, perMessageDeflate: false })
export class LiveGateway
  implements OnGatewayConnection<WebSocket>, OnGatewayDisconnect<WebSocket>, OnModuleDestroy
{
  /** Set by Nest. */
  @WebSocketServer() readonly server!: Server;
  private readonly unhear: () => void;

  constructor(
    private readonly feed: LiveFeed,
    private readonly rights: ViewerRights,
    private readonly ownOrigin: OwnOrigin,
  ) {
    this.unhear = rights.onChange(() => feed.reconsider());
  }

  async handleConnection(socket: WebSocket, request: IncomingMessage): Promise<void> {
    if (!this.ownOrigin.allows(request)) {
      socket.close(liveClose.foreignOrigin, 'foreign origin');
      return;
    }
    const right = await this.rights.of(request);
    if (right === undefined) socket.close(liveClose.notSignedIn, 'not signed in');
    else if (socket.readyState === socket.OPEN) {
      // Nobody speaks before the hello that this sends.
      socket.on('message', (data: Buffer) => this.feed.request(socket, read(data.toString())));
      this.feed.join(socket, right);
    }
  }

  handleDisconnect(socket: WebSocket): void {
    this.feed.leave(socket);
  }

  onModuleDestroy(): void {
    this.unhear();
  }
}

/** With the `maxPayload` above, it is short. */
function read(text: string): LiveRequest | undefined {
  try {
    return liveRequestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

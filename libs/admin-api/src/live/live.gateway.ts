import type { IncomingMessage } from 'node:http';
import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import type { Server, WebSocket } from 'ws';
import { OwnOrigin } from '../access/own-origin.js';
import { readSessionCookie } from '../access/session-cookie.js';
import { SignInSessions } from '../access/sign-in-sessions.js';
import { LiveFeed } from './live-feed.js';
import { CLOSE } from './viewer.js';

/**
 * `/api/v1/live`. A refused upgrade is completed and closed at once with a code of its own, because a browser shows a
 * page nothing of a failed handshake: the dashboard could not tell "sign in again" from "server away". Viewers have nothing to say,
 * so what they may send is tiny.
 */
@WebSocketGateway({ path: '/api/v1/live', maxPayload: 1024, perMessageDeflate: false })
export class LiveGateway implements OnGatewayConnection<WebSocket>, OnGatewayDisconnect<WebSocket> {
  /** Set by Nest. */
  @WebSocketServer() readonly server!: Server;

  constructor(
    private readonly feed: LiveFeed,
    private readonly sessions: SignInSessions,
    private readonly ownOrigin: OwnOrigin,
  ) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    if (!this.ownOrigin.allows(request)) {
      socket.close(CLOSE.foreignOrigin, 'foreign origin');
      return;
    }
    const signedIn = this.sessions.use(readSessionCookie(request));
    if (signedIn === undefined) {
      socket.close(CLOSE.notSignedIn, 'not signed in');
      return;
    }
    this.feed.join(socket, signedIn.key);
  }

  handleDisconnect(socket: WebSocket): void {
    this.feed.leave(socket);
  }
}

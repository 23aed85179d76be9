import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import { type HttpConfig, httpNamespace } from '#config';
import { Connection } from './connection.js';
import { ConnectionServices } from './connection-services.js';
import { originAllowed } from './websocket-origin.js';
import { trustedProxies, viaProxy } from './websocket-proxy.js';
import { WebSocketWire } from './websocket-wire.js';

/** `/xmpp-websocket`: XMPP over WebSocket (RFC 7395). The application's adapter bounds a message by `c2s_max_stanza_bytes`. */
@WebSocketGateway({
  path: '/xmpp-websocket',
  perMessageDeflate: false,
  handleProtocols: (offered: Set<string>) => (offered.has('xmpp') ? 'xmpp' : false),
})
export class XmppWebSocketGateway implements OnGatewayConnection<WebSocket> {
  readonly #trusted: ReturnType<typeof trustedProxies>;

  constructor(
    private readonly services: ConnectionServices,
    @Inject(httpNamespace.KEY) private readonly http: HttpConfig,
  ) {
    this.#trusted = trustedProxies(http.trustProxy);
  }

  handleConnection(ws: WebSocket, request: IncomingMessage): void {
    // RFC 7395 §3.1: the subprotocol must be xmpp. 1002 is a protocol error, 1008 a policy violation.
    if (ws.protocol !== 'xmpp') return ws.close(1002, 'the subprotocol must be xmpp');
    if (!originAllowed(request, this.http.websocketOrigins)) return ws.close(1008, 'foreign origin');
    const { services } = this;
    const tls = request.socket instanceof TLSSocket ? (request.socket.getProtocol() ?? null) : null;
    const proxied = viaProxy(request, this.#trusted);
    const full = services.connections.open >= services.c2s.maxConnections;
    const connection = new Connection(
      services,
      (handler) =>
        new WebSocketWire(ws, request.socket, {
          handler,
          limits: services.readerLimits,
          address: proxied?.address ?? request.socket.remoteAddress ?? 'unknown',
          confidential: tls !== null || proxied?.https === true,
          tls,
        }),
    );
    if (full) connection.fail({ condition: 'resource-constraint', text: 'too many connections' });
    else if (!services.connections.admitting) connection.hangUp(null);
  }
}

import { WsAdapter } from '@nestjs/platform-ws';

type Handlers = Parameters<WsAdapter['bindMessageHandlers']>[1];
type Transform = Parameters<WsAdapter['bindMessageHandlers']>[2];

/** Nest's adapter, without its JSON parser on sockets whose gateway declares no message handler: XMPP is not JSON. */
export class GatewayAdapter extends WsAdapter {
  override bindMessageHandlers(client: unknown, handlers: Handlers, transform: Transform): void {
    if (handlers.length > 0) super.bindMessageHandlers(client, handlers, transform);
  }
}

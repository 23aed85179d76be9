import { type INestApplicationContext, Logger } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';

type Options = Parameters<WsAdapter['create']>[1];
type Handlers = Parameters<WsAdapter['bindMessageHandlers']>[1];
type Transform = Parameters<WsAdapter['bindMessageHandlers']>[2];
type Erring = { on(event: 'error', heard: (error: Error) => void): unknown };
type Accepting = Erring & { on(event: 'connection', heard: (client: Erring) => void): unknown };

/**
 * Nest's adapter, without its JSON parser on sockets whose gateway declares no message handler: XMPP is not JSON. And what a
 * client does wrong is no error of the server's: strangers must not be able to fill the log.
 */
export class GatewayAdapter extends WsAdapter {
  readonly #logger = new Logger('WebSocket');

  /** @param payloads the largest message in bytes by path, where the configuration decides it: decorators are read before it is */
  constructor(
    app: INestApplicationContext,
    private readonly payloads: Readonly<Record<string, number>>,
  ) {
    super(app);
  }

  override create(port: number, options: Options): ReturnType<WsAdapter['create']> {
    const maxPayload = this.payloads[options?.['path'] ?? ''];
    return super.create(port, maxPayload === undefined ? options : { ...options, maxPayload });
  }

  override bindErrorHandler(server: Accepting): Accepting {
    server.on('connection', (client) => client.on('error', ({ message }) => this.#logger.debug(message)));
    server.on('error', ({ message }) => this.#logger.error(message));
    return server;
  }

  override bindMessageHandlers(client: unknown, handlers: Handlers, transform: Transform): void {
    if (handlers.length > 0) super.bindMessageHandlers(client, handlers, transform);
  }
}

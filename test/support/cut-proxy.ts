import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export type Direction = 'up' | 'down' | 'both';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** What no longer gets through: `up` is client to server. */
  readonly swallowed: { up: boolean; down: boolean };
}

/** The network between a client and the server, that a test can break: one listening port in front of one server port. */
export class CutProxy {
  readonly #pairs = new Set<Pair>();
  #refusing = false;

  private constructor(
    private readonly listener: Server,
    private target: number,
  ) {
    listener.on('connection', (client) => this.#join(client));
  }

  static async to(target: number): Promise<CutProxy> {
    const listener = createServer({ noDelay: true });
    const proxy = new CutProxy(listener, target);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return proxy;
  }

  /** Where clients connect. */
  get port(): number {
    const address = this.listener.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy is closed');
    return address.port;
  }

  #join(client: Socket): void {
    client.on('error', () => undefined);
    if (this.#refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ host: '127.0.0.1', port: this.target, noDelay: true });
    const pair: Pair = { client, server, swallowed: { up: false, down: false } };
    this.#pairs.add(pair);
    const forward = (from: Socket, to: Socket, lane: 'up' | 'down') => {
      from.on('data', (chunk) => {
        if (!pair.swallowed[lane]) to.write(chunk);
      });
      from.on('end', () => {
        if (!pair.swallowed[lane]) to.end();
      });
      from.on('error', () => to.resetAndDestroy());
      from.on('close', () => {
        this.#pairs.delete(pair);
        if (!pair.swallowed[lane]) to.destroy();
      });
    };
    forward(client, server, 'up');
    forward(server, client, 'down');
  }

  /** Ends every connection on both sides: at once by RST, or politely by FIN without a stream close. */
  cut(how: 'rst' | 'fin' = 'rst'): void {
    for (const { client, server } of this.#pairs)
      for (const socket of [client, server]) how === 'rst' ? socket.resetAndDestroy() : socket.end();
  }

  /** Everything sent that way from now on is lost, and no end of connection gets through either; both sides believe in the link. */
  blackhole(direction: Direction = 'both'): void {
    for (const { swallowed } of this.#pairs) {
      if (direction !== 'down') swallowed.up = true;
      if (direction !== 'up') swallowed.down = true;
    }
  }

  /** New connections are reset from now on. */
  refuse(): void {
    this.#refusing = true;
  }

  accept(): void {
    this.#refusing = false;
  }

  /** New connections go to another port: a server that was restarted elsewhere. */
  retarget(port: number): void {
    this.target = port;
  }

  async close(): Promise<void> {
    this.refuse();
    this.cut();
    this.listener.close();
    await once(this.listener, 'close');
  }
}

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export type Direction = 'up' | 'down' | 'both';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** What no longer gets through: `up` is client to server. */
  readonly swallowed: { up: boolean; down: boolean };
}

/** A connection the server still has, and whose client is gone. */
export interface Orphan {
  /** What the server has said to nobody since. */
  unheard(): string;
  /** Resolves when the server's words to nobody contain this; readable only where the server speaks without TLS. */
  says(words: string): Promise<void>;
  /** Resolves when the server has ended the connection. */
  readonly ended: Promise<void>;
}

/** The network between a client and the server, that a test can break: one listening port in front of one server port. */
export class CutProxy {
  readonly #pairs = new Set<Pair>();
  /** What becomes of who connects. */
  #reception: 'join' | 'refuse' | 'hold' = 'join';
  #held: Socket[] = [];
  #onRefusal: () => void = () => undefined;

  private constructor(
    private readonly listener: Server,
    private readonly target: number,
  ) {
    listener.on('connection', (client) => this.#receive(client));
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

  #receive(client: Socket): void {
    client.on('error', () => undefined);
    if (this.#reception === 'join') this.#join(client);
    if (this.#reception === 'hold') this.#held.push(client);
    if (this.#reception === 'refuse') {
      client.resetAndDestroy();
      this.#onRefusal();
    }
  }

  #join(client: Socket): void {
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
      from.on('error', () => {
        if (!pair.swallowed[lane]) to.resetAndDestroy();
      });
      from.on('close', () => {
        if (!pair.swallowed[lane]) to.destroy();
        if (client.destroyed && server.destroyed) this.#pairs.delete(pair);
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

  /**
   * The client comes to another network: its own system ends its sockets at once, the server's end stays open and
   * learns nothing. Answers what the server is left with.
   */
  roam(): Orphan[] {
    this.blackhole();
    return [...this.#pairs].filter(({ client }) => !client.destroyed).map((pair) => orphan(pair));
  }

  /** New connections are reset from now on. */
  refuse(): void {
    this.#reception = 'refuse';
  }

  /** Resolves when the next connection has been refused. */
  refused(): Promise<void> {
    return new Promise((resolve) => {
      this.#onRefusal = resolve;
    });
  }

  /** New connections get no answer from now on, until {@link accept} lets them through. */
  hold(): void {
    this.#reception = 'hold';
  }

  accept(): void {
    this.#reception = 'join';
    for (const client of this.#held.splice(0)) this.#join(client);
  }

  async close(): Promise<void> {
    this.refuse();
    this.cut();
    for (const client of this.#held) client.destroy();
    this.listener.close();
    await once(this.listener, 'close');
  }
}

function orphan({ client, server }: Pair): Orphan {
  const unheard: Buffer[] = [];
  const text = () => Buffer.concat(unheard).toString('utf8');
  // An end by RST is an end: 'close' follows every 'error', and nobody has to wait for it.
  const ended = new Promise<void>((resolve) => {
    if (server.destroyed) resolve();
    else server.once('close', () => resolve());
  });
  server.on('data', (chunk: Buffer) => unheard.push(chunk));
  client.resetAndDestroy();
  return {
    unheard: text,
    ended,
    says: async (words) => {
      while (!text().includes(words)) {
        if (server.destroyed) throw new Error(`the server ended without '${words}': ${text()}`);
        await Promise.race([new Promise((resolve) => server.once('data', resolve)), ended]);
      }
    },
  };
}

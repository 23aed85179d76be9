import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What an operator's page has open; keeps count of what it is told, and when it is told of which session. */
export class LiveViewer {
  messages = 0;
  bytes = 0;
  resyncs = 0;
  #socket;
  #next = new Map();

  /** @param told called with `user/resource`, kind of event and time for each event */
  constructor(port, cookie, asks, told) {
    Object.assign(this, { port, cookie, asks, told });
  }

  /** Resolves when every view has come. */
  async open() {
    const headers = { cookie: this.cookie };
    this.#socket = new WebSocket(`ws://127.0.0.1:${this.port}/api/v1/live`, { headers });
    const [hello] = await once(this.#socket, 'message');
    if (JSON.parse(hello).type !== 'hello') throw new Error(`no hello: ${hello}`);
    const waiting = new Set(this.asks.map((_, at) => `${at}`));
    const shown = new Promise((resolve, reject) => {
      this.#socket.on('message', (data) => {
        const message = JSON.parse(data);
        if (message.type === 'refused') reject(new Error(`refused: ${data}`));
        this.#take(message, data.length);
        waiting.delete(message.id);
        if (waiting.size === 0) resolve();
      });
    });
    for (const [at, ask] of this.asks.entries()) this.#send({ type: 'subscribe', id: `${at}`, ...ask });
    await shown;
  }

  async close() {
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  #take({ type, id, seq, view, data }, length) {
    if (type !== 'delta' && type !== 'snapshot') return;
    this.messages++;
    this.bytes += length;
    if (type === 'delta' && seq !== this.#next.get(id)) {
      this.resyncs++;
      this.#send({ type: 'resync', id });
    }
    this.#next.set(id, seq + 1);
    if (type === 'snapshot' || view !== 'events') return;
    const now = performance.now();
    for (const { kind, user, resource } of data.events) this.told(`${user}/${resource}`, kind, now);
  }

  #send(request) {
    this.#socket.send(JSON.stringify(request));
  }
}

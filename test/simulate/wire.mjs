import { STREAM_END, StreamReader, streamHeader } from '../../dist/libs/xml/src/index.js';

/** The server's end of a {@link Link}, in the place of a TCP socket: the real reader, no socket. */
export class Wire {
  transport = 'tcp';
  framing = 'tcp';
  tls = null;
  confidential = true;
  selfContained = false;
  closing = STREAM_END;
  #reader;
  #held = false;
  #slowed = false;
  /** Read by the system, not by us. */
  #kept = [];

  constructor(link, life, handler, limits, address) {
    Object.assign(this, { link, life, handler, address });
    this.#reader = new StreamReader(limits, {
      open: (header) => handler.header(header),
      element: (element) => handler.element(element),
      close: () => handler.closed(),
      fault: (fault) => handler.fault(fault),
    });
  }

  get backlog() {
    return this.link.backlog;
  }

  received(bytes) {
    this.#kept.push(bytes);
    this.#read();
  }

  gone() {
    if (!this.life.dead) this.handler.gone();
  }

  write(parts) {
    this.life.effect();
    if (!this.life.dead && this.link.serverOpen) this.link.write(parts);
  }
  end() {
    this.life.effect();
    if (!this.life.dead && this.link.serverOpen) this.link.end();
  }
  destroy() {
    if (!this.life.dead) this.link.destroy();
  }
  hold() {
    this.#reader.pause();
    this.#held = true;
  }
  release() {
    this.#held = false;
    this.#reader.resume();
    this.#soon();
  }
  restart() {
    this.#reader.restart();
  }
  settle() {
    this.#reader.settle();
  }
  pauseReading() {
    this.#slowed = true;
  }
  resumeReading() {
    this.#slowed = false;
    this.#soon();
  }
  startTls() {
    return false;
  }
  opening(header) {
    return streamHeader(header);
  }

  #soon() {
    this.life.agenda.in(0, () => this.#read(), this.life);
  }

  #read() {
    while (!this.#held && !this.#slowed && !this.life.dead && this.link.serverOpen) {
      const bytes = this.#kept.shift();
      if (bytes === undefined) return;
      this.handler.received(bytes.length);
      this.#reader.write(bytes);
    }
  }
}

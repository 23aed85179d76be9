import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { ElementScanner } from './element-scanner.mjs';

/** The connection is gone, or was let go: no fault by itself, the soak is full of it. */
export class Lost extends Error {}

/** Elements in order: read one by one while a stream is negotiated, handed to `listen`'s function afterwards. */
class Wire {
  alive = true;
  #kept = [];
  #reader = null;
  #listener = null;

  /** The next element; rejects with {@link Lost} when the connection ends first. */
  read() {
    if (this.#kept.length > 0) return Promise.resolve(this.#kept.shift());
    if (!this.alive) return Promise.reject(new Lost());
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  listen(listener) {
    this.#listener = listener;
    for (const element of this.#kept.splice(0)) listener(element);
  }

  element(xml) {
    if (!this.alive) return;
    if (this.#reader !== null) {
      const { resolve } = this.#reader;
      this.#reader = null;
      resolve(xml);
    } else if (this.#listener !== null) this.#listener(xml);
    else this.#kept.push(xml);
  }

  lost() {
    this.alive = false;
    this.#reader?.reject(new Lost());
    this.#reader = null;
  }
}

/** XMPP over TCP. */
export class TcpWire extends Wire {
  #socket;
  #scanner = new ElementScanner();
  end = '</stream:stream>';

  static async open({ host, c2s }) {
    const wire = new TcpWire();
    const socket = connect({ host, port: c2s });
    wire.#socket = socket.setEncoding('utf8').setNoDelay(true);
    socket.on('error', () => wire.lost());
    socket.on('close', () => wire.lost());
    await once(socket, 'connect');
    socket.on('data', (text) => {
      for (const element of wire.#scanner.feed(text)) wire.element(element);
    });
    return wire;
  }

  header(domain) {
    return `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='${domain}' version='1.0'>`;
  }

  send(...parts) {
    if (this.alive) this.#socket.write(parts.join(''));
  }

  /** RST: what was on its way in either direction is gone. */
  reset() {
    this.lost();
    this.#socket.resetAndDestroy();
  }

  /** FIN without `</stream:stream>`. */
  finish() {
    this.lost();
    this.#socket.end();
  }

  /** Neither reads nor writes any more, and stays open. */
  freeze() {
    this.lost();
    this.#socket.pause();
  }

  destroy() {
    this.#socket.destroy();
  }
}

/** XMPP over WebSocket (RFC 7395): every message is one element. */
export class WebSocketWire extends Wire {
  #ws;
  end = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";

  static async open({ host, http }) {
    const wire = new WebSocketWire();
    const ws = new WebSocket(`ws://${host}:${http}/xmpp-websocket`, 'xmpp', { perMessageDeflate: false });
    wire.#ws = ws;
    ws.on('error', () => wire.lost());
    ws.on('close', () => wire.lost());
    await once(ws, 'open');
    ws.on('message', (data) => {
      const text = data.toString();
      if (text.startsWith('<close')) wire.element('</stream:stream>');
      else if (!text.startsWith('<open')) wire.element(text);
    });
    return wire;
  }

  header(domain) {
    return `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='${domain}' version='1.0'/>`;
  }

  send(...parts) {
    if (!this.alive) return;
    for (const part of parts)
      if (part !== '') this.#ws.send(part.replace(/^<(message|presence|iq)\b/, "<$1 xmlns='jabber:client'"));
  }

  reset() {
    this.lost();
    this.#ws.terminate();
  }

  finish() {
    this.lost();
    this.#ws.close();
  }

  freeze() {
    this.lost();
    this.#ws.pause();
  }

  destroy() {
    this.#ws.terminate();
  }
}

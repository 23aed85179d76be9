import { once } from 'node:events';
import { connect } from 'node:net';
import { ScramExchange } from './scram.mjs';

const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';

/**
 * A deliberately simple load client: it looks for strings instead of parsing XML, so that the generator costs less
 * than what it measures. SCRAM-SHA-256 on plaintext, stream management on, acknowledgements every ten stanzas.
 */
export class LoadClient {
  #socket;
  #text = '';
  #waiting = null;
  #received = 0;
  #closed = false;
  #acknowledged = () => {};
  /** Called with how many messages came in one read. */
  onMessages = () => {};

  constructor({ host, port, domain, user, password, resource = 'load' }) {
    Object.assign(this, { host, port, domain, user, password, resource });
  }

  async open({ resume = true, presence = true } = {}) {
    await this.#connect();
    const jid = await this.#ask(
      `<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${this.resource}</resource></bind></iq>`,
      /<jid>([^<]+)<\/jid>.*<\/iq>/s,
    );
    this.jid = jid[1];
    const enabled = await this.#ask(
      `<enable xmlns='urn:xmpp:sm:3'${resume ? " resume='true'" : ''}/>`,
      /<enabled[^>]*>/,
    );
    this.smId = /id='([^']+)'/.exec(enabled[0].replaceAll('"', "'"))?.[1];
    this.#received = 0;
    await this.#ask(
      `${presence ? '<presence/>' : ''}<iq type='get' id='p' to='${this.domain}'><ping xmlns='urn:xmpp:ping'/></iq>`,
      /id=['"]p['"]/,
    );
    this.#listen();
  }

  /** Authenticates again and resumes; resolves at `<resumed/>`. */
  async resume() {
    const h = this.#received;
    await this.#connect();
    await this.#ask(`<resume xmlns='urn:xmpp:sm:3' previd='${this.smId}' h='${h}'/>`, /<resumed[^>]*>/);
    this.#listen();
  }

  send(xml) {
    this.#socket.write(xml);
  }

  /** Sends stanzas and resolves when the server has acknowledged them. */
  deliver(xml) {
    return new Promise((resolve) => {
      this.#acknowledged = resolve;
      this.send(`${xml}<r xmlns='urn:xmpp:sm:3'/>`);
    });
  }

  /** The network is gone: no stream close, a reset. */
  cut() {
    this.#closed = true;
    // Its end is told later, when a new connection may be waiting already.
    this.#socket.removeAllListeners('close');
    this.#socket.resetAndDestroy();
  }

  async #connect() {
    this.#text = '';
    this.#closed = false;
    this.#socket = connect({ host: this.host, port: this.port });
    this.#socket.setEncoding('latin1').setNoDelay(true);
    await once(this.#socket, 'connect');
    this.#socket.on('data', (text) => this.#data(text));
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => this.#waiting?.reject(new Error(`closed: ${this.#text.slice(-400)}`)));
    const header = `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='${this.domain}' version='1.0'>`;
    await this.#ask(header, /<\/stream:features>/);
    const scram = new ScramExchange(this.user, this.password);
    const challenge = await this.#ask(
      `<auth xmlns='${SASL}' mechanism='SCRAM-SHA-256'>${scram.first}</auth>`,
      /<challenge[^>]*>([^<]+)<\/challenge>/,
    );
    await this.#ask(
      `<response xmlns='${SASL}'>${await scram.final(challenge[1])}</response>`,
      /<success[^>]*>([^<]+)<\/success>/,
    );
    await this.#ask(header, /<\/stream:features>/);
  }

  #ask(xml, wanted) {
    return new Promise((resolve, reject) => {
      this.#waiting = { wanted, resolve, reject };
      this.#socket.write(xml);
    });
  }

  #data(text) {
    if (this.#waiting === null) return this.#count(text);
    this.#text += text;
    const found = this.#waiting.wanted.exec(this.#text);
    if (found === null) return undefined;
    const { resolve } = this.#waiting;
    this.#waiting = null;
    this.#tail = this.#text.slice(found.index + found[0].length);
    this.#text = '';
    resolve(found);
    return undefined;
  }
  #tail = '';

  #listen() {
    const tail = this.#tail;
    this.#tail = '';
    this.#count(tail);
  }

  #count(text) {
    if (this.#closed) return;
    const messages = occurrences(text, '</message>');
    this.#received += messages + occurrences(text, '<presence') + occurrences(text, '</iq>');
    if (text.includes('<r ') || text.includes('<r/>'))
      this.send(`<a xmlns='urn:xmpp:sm:3' h='${this.#received}'/>`);
    if (text.includes('<a ')) this.#acknowledged();
    if (messages > 0) this.onMessages(messages);
  }
}

function occurrences(text, part) {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

import { once } from 'node:events';
import { connect } from 'node:net';

const FEATURES = /<\/stream:features>/;

/** Logs in, falls asleep until a given moment, and is not heard of again. */
export class Sleeper {
  #socket;
  #text = '';
  #alarm;

  constructor(address, user, resource) {
    Object.assign(this, { ...address, user, resource });
  }

  /** Resolves with the full JID; the socket is reset a moment later, when whole seconds are left. @param until ms since the epoch */
  async login({ until, presence }) {
    const header = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='${this.domain}' version='1.0'>`;
    this.#socket = connect({ host: this.host, port: this.port, noDelay: true });
    this.#socket.setEncoding('latin1').on('data', (text) => {
      this.#text += text;
    });
    this.#socket.on('error', () => {});
    await once(this.#socket, 'connect');
    await this.#ask(header, FEATURES);
    const plain = Buffer.from(`\0${this.user}\0secret`).toString('base64');
    await this.#ask(
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`,
      /<success/,
    );
    await this.#ask(header, FEATURES);
    const bind = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${this.resource}</resource></bind>`;
    const [, jid] = await this.#ask(`<iq type='set' id='b'>${bind}</iq>`, /<jid>([^<]+)<\/jid>/);
    const left = until - Date.now();
    const seconds = Math.floor(left / 1000);
    if (seconds < 1) throw new Error('the moment has passed: fewer sessions, or a faster machine');
    const enable = `<enable xmlns='urn:xmpp:sm:3' resume='true' max='${seconds}'/>`;
    await this.#ask(presence ? `${enable}<presence/>` : enable, /<enabled [^>]*id=/);
    // All deadlines meet: the session's time runs from here.
    this.#alarm = setTimeout(() => this.#socket.resetAndDestroy(), left - seconds * 1000);
    return jid;
  }

  /** Asleep at once. */
  cut() {
    clearTimeout(this.#alarm);
    this.#socket.resetAndDestroy();
  }

  async #ask(xml, wanted) {
    this.#text = '';
    this.#socket.write(xml);
    for (;;) {
      const found = wanted.exec(this.#text);
      if (found !== null) return found;
      await once(this.#socket, 'data');
    }
  }
}

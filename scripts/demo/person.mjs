// One person of the demo: a real @xmpp/client that chats, drives into tunnels and comes out of them.
import { client, xml } from '@xmpp/client';

const NS_SM = 'urn:xmpp:sm:3';
const DELAY = 'urn:xmpp:delay';
/** How long the client waits before it dials again when nobody sent it into a tunnel, in ms. */
const REDIAL_MS = 1000;

export class Person {
  online = false;
  #waited = 0;
  #lostAt = 0;
  #refused = undefined;

  constructor({ name, password, service }, say) {
    this.name = name;
    this.jid = `${name}@localhost`;
    this.say = (text) => say(name, text);
    this.xmpp = client({ service, domain: 'localhost', username: name, password, resource: 'phone' });
    // The library gives a busy machine two seconds to open a stream.
    this.xmpp.timeout = 15_000;
    this.xmpp.reconnect.delay = REDIAL_MS;
    // Lost connections are what the demo is about; 'disconnect' tells of them.
    this.xmpp.on('error', () => undefined);
    this.xmpp.on('disconnect', () => {
      this.online = false;
    });
    this.xmpp.on('element', (element) => this.#receive(element));
    this.xmpp.streamManagement.on('resumed', () => this.#resumed());
  }

  async start() {
    await this.xmpp.start();
  }

  #receive(element) {
    if (element.is('enabled', NS_SM)) setImmediate(() => this.#appear());
    if (element.is('failed', NS_SM)) this.#refused = element.attrs.h ?? '?';
    if (!element.is('message')) return;
    if (element.attrs.type === 'error')
      this.say(`learns that a message to ${element.attrs.from.split('@')[0]} could not be delivered`);
    else if (element.getChild('delay', DELAY)) this.#waited += 1;
  }

  async #appear() {
    await this.xmpp.send(xml('presence'));
    this.online = true;
    if (this.#refused !== undefined)
      this.say(
        `came too late: the session is gone, the server had handled ${this.#refused} stanzas; starts afresh`,
      );
    this.#refused = undefined;
    this.xmpp.reconnect.delay = REDIAL_MS;
  }

  #resumed() {
    this.online = true;
    this.xmpp.reconnect.delay = REDIAL_MS;
    const seconds = Math.round((Date.now() - this.#lostAt) / 1000);
    // What waited is on its way right behind <resumed/>.
    setTimeout(() => {
      this.say(`is back after ${seconds} s, session resumed; ${this.#waited} message(s) had waited`);
      this.#waited = 0;
    }, 300);
  }

  /** Says something to somebody, who may be in a tunnel. */
  async chat(other, text) {
    if (!this.online) return;
    await this.xmpp.send(xml('message', { to: other.jid, type: 'chat' }, xml('body', {}, text)));
  }

  /** Loses the network without a word and finds it again after `seconds`. */
  tunnel(seconds) {
    this.online = false;
    this.#lostAt = Date.now();
    this.xmpp.reconnect.delay = seconds * 1000;
    const socket = this.xmpp.socket?.socket ?? this.xmpp.socket;
    if (socket?.terminate) socket.terminate();
    else socket?.destroy();
  }
}

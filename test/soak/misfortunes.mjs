import { attribute } from './element-scanner.mjs';
import { becomes, patiently } from './patience.mjs';
import { SM } from './presence.mjs';
import { expect } from './sign-in.mjs';
import { Lost } from './wire.mjs';

/** How long a connection left behind stays open, ms. */
const LEFT_OPEN = 10_000;

/** What happens to whom, by weight. To the steady nothing that ends a session. */
const STEADY = {
  reset: 25,
  fin: 20,
  'half-open, resumed at once': 15,
  'half-open, left to the server': 4,
  roamed: 15,
  'acknowledged too much': 4,
  'nothing, for once': 10,
};
const MORTAL = { ...STEADY, 'too late': 16, closed: 10, replaced: 10 };

/** Ways to lose a connection, and sometimes the session with it. */
export class Misfortunes {
  #left = [];

  constructor(presence) {
    this.presence = presence;
    const { plan, world } = presence;
    this.weights = plan.steady ? STEADY : MORTAL;
    const silence = world.ackTimeout * 1000 + 2000;
    /** Each answers how long the device stays away, ms; undefined leaves that to its dice. */
    this.ways = {
      reset: () => presence.wire.reset(),
      fin: () => presence.wire.finish(),
      'half-open, resumed at once': () => this.#freeze() ?? 0,
      'half-open, left to the server': () => this.#freeze() ?? silence,
      roamed: () => this.#roam() ?? 0,
      'acknowledged too much': () => this.#acknowledgeTooMuch(),
      'too late': () => presence.wire.reset() ?? (presence.life.max + 2) * 1000,
      closed: () => this.close(),
      replaced: () => this.#replace(presence.life),
      'nothing, for once': () => 0,
      'cut by the server': () => undefined,
    };
  }

  /** Answers how long to stay away, ms. */
  async befall() {
    const { presence } = this;
    const { dice, log, life } = presence;
    const kind = presence.connected ? dice.weighed(this.weights) : 'cut by the server';
    log.count(kind);
    log.note(`${kind}; received ${life.received}, told ${life.told}, unhandled ${life.queue.length}`);
    const away = await this.ways[kind]();
    // Without resumption the session went with its connection, and its h with it.
    if (presence.life?.resumable === false && !presence.connected) presence.over('lost', false);
    return away ?? (dice.chance(0.5) ? 0 : dice.between(0, 2500));
  }

  /** The end of the soak for the sockets left behind. */
  end() {
    for (const wire of this.#left) wire.destroy();
  }

  /** `</stream:stream>`: what is still on its way to us does not count, what we sent is acknowledged to the last (R18). */
  async close() {
    const { presence } = this;
    const { life, wire, log } = presence;
    presence.wire = null;
    let closed;
    wire.listen((xml) => {
      if (xml.startsWith('<a ')) presence.judgeH(life, attribute(xml, 'h'));
      else if (xml.startsWith('<stream:error')) closed = false;
      else if (xml.startsWith('</stream')) closed ??= true;
    });
    wire.send(`<a xmlns='${SM}' h='${life.tell()}'/>`, wire.end);
    if (!(await becomes(() => closed !== undefined || !wire.alive))) log.fault('a close was not answered');
    wire.finish();
    if (closed !== true) return presence.over('lost while closing', false);
    life.certain = life.told;
    if (life.queue.length > 0) log.fault(`closed with ${life.queue.length} stanzas unacknowledged`);
    return presence.over('closed', true);
  }

  /** The socket stays open and silent, as one behind a network that is gone. */
  #freeze() {
    this.presence.wire.freeze();
    this.#forgetLater(this.presence.wire);
  }

  /** The old connection lives and is read on, while the session is resumed on a new one. */
  #roam() {
    const { presence } = this;
    const old = presence.wire;
    presence.wire = null;
    old.listen((xml) => {
      if (xml.includes('<conflict')) presence.log.count('conflict told to a connection left behind');
    });
    this.#forgetLater(old);
  }

  async #acknowledgeTooMuch() {
    const { wire, life, log } = this.presence;
    wire.send(`<a xmlns='${SM}' h='${life.received + 1000}'/>`);
    if (!(await becomes(() => !wire.alive))) log.fault('too high an h did not end the connection');
  }

  /** Binds its own resource anew while the old session lives on; what that one had handled is asked for afterwards (R29). */
  async #replace(life) {
    const { presence } = this;
    const { dice, log } = presence;
    if (dice.chance(0.5)) this.#freeze();
    else presence.wire.reset();
    presence.life = null;
    try {
      await presence.bind(await presence.connect());
      const probe = await presence.connect();
      probe.send(`<resume xmlns='${SM}' previd='${life.smId}' h='${life.received}'/>`);
      const answer = await patiently(expect(probe, '<'), '<resume/> of a replaced session');
      probe.finish();
      if (!answer.startsWith('<failed')) log.fault(`a replaced session was resumed: ${answer}`);
      const h = attribute(answer, 'h');
      if (h !== undefined) presence.judgeH(life, h);
      for (const message of life.over('replaced', h !== undefined)) presence.put(message);
    } catch (error) {
      if (!(error instanceof Lost)) log.fault(error.stack);
      if (life.ending === 'none') life.over('replaced', false);
    }
  }

  #forgetLater(wire) {
    this.#left.push(wire);
    setTimeout(() => {
      this.#left.splice(this.#left.indexOf(wire), 1);
      wire.destroy();
    }, LEFT_OPEN).unref();
  }
}

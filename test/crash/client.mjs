import { setTimeout as pause } from 'node:timers/promises';
import { attribute } from '../soak/element-scanner.mjs';
import { Life } from '../soak/life.mjs';
import { becomes, patiently } from '../soak/patience.mjs';
import { expect, signIn } from '../soak/sign-in.mjs';
import { Lost, TcpWire, WebSocketWire } from '../soak/wire.mjs';

const SM = 'urn:xmpp:sm:3';
const COUNTED = /^<(message|presence|iq)\b/;

/** HTTP answers while XMPP behind it is stopping. */
const NO_UPGRADE = /^Unexpected server response: (404|503)$/;

/** Between two attempts to connect, ms. */
const RETRY = 40;

/** A client as XEP-0198 wants it: resumes by itself, repeats what was not handled, and writes down all it does and sees. */
export class Client {
  life = null;
  /** Private fragment number, of the last answer to {@link readBack}. */
  kept = undefined;
  #wire = null;
  #lives = 0;
  #pings = 0;
  #pong = 0;
  #ending = '';
  /** Of an earlier life and not handled by the server: sent again before anything new. */
  #again = [];

  constructor(plan, world, dice, chronicle) {
    Object.assign(this, { plan, world, dice, chronicle });
  }

  get connected() {
    return this.#wire?.alive ?? false;
  }

  /** Connects until it is connected, however long there is no server: resumes what can be resumed, binds where it cannot. */
  async gain() {
    while (!this.connected) {
      try {
        const wire = await this.#connect();
        if (this.life === null || !(await this.#resume(wire, this.life))) await this.#bind(wire);
      } catch (error) {
        // Nobody listens, or the process behind it went: with a system's error code or as the end of a connection.
        const gone = error instanceof Lost || error.code !== undefined || NO_UPGRADE.test(error.message);
        if (!gone) this.chronicle.note('fault', error.stack);
        await pause(RETRY);
      }
    }
  }

  /** Loses the connection by RST or FIN; the session sleeps. */
  drop(how) {
    if (!this.connected) return;
    this.#ending = how;
    if (how === 'fin') this.#wire.finish();
    else this.#wire.reset();
  }

  /** A chat message, its body so many characters longer; each id once. */
  message(id, to, more = 0) {
    this.send(
      id,
      `<message to='${to}' type='chat' id='${id}'><body>${id}${' '.repeat(more)}</body></message>`,
    );
  }

  /** Private storage belongs to the account: each of its clients has a fragment of its own. */
  get #fragment() {
    return `urn:example:crash:${this.plan.index}`;
  }

  /** Stores a fragment that holds the number (XEP-0049): the server has to ask its database before it may count this. */
  store(id, n) {
    this.send(
      id,
      `<iq type='set' id='${id}'><query xmlns='jabber:iq:private'><last xmlns='${this.#fragment}'>${n}</last></query></iq>`,
    );
  }

  send(id, xml) {
    // Between two lives: counted when the next one begins.
    if (this.life === null) return this.#again.push({ id, xml });
    this.chronicle.note('send', id);
    this.life.send(xml, { id, xml });
    return this.#wire.send(xml);
  }

  ask() {
    this.#wire.send(`<r xmlns='${SM}'/>`);
  }

  /** Connected, everything sent acknowledged, and everything that was queued for it read. */
  async quiet() {
    for (;;) {
      await this.gain();
      const ping = ++this.#pings;
      const id = `p.${this.plan.index}.${ping}`;
      this.send(id, `<iq type='get' id='${id}' to='${this.world.domain}'><ping xmlns='urn:xmpp:ping'/></iq>`);
      this.ask();
      const settled = () => this.#pong === ping && this.life.queue.length === 0;
      if (!(await becomes(() => settled() || !this.connected)))
        return this.chronicle.note('fault', 'a ping or an <r/> was never answered');
      if (settled()) return undefined;
    }
  }

  /** Writes down which fragment is stored in the end. */
  async readBack() {
    const id = `g.${this.plan.index}`;
    this.send(
      id,
      `<iq type='get' id='${id}'><query xmlns='jabber:iq:private'><last xmlns='${this.#fragment}'/></query></iq>`,
    );
    this.ask();
    if (!(await becomes(() => this.kept !== undefined && this.life.queue.length === 0)))
      this.chronicle.note('fault', 'the stored fragment could not be read back');
  }

  /** `</stream:stream>` and nothing after it. */
  leave() {
    this.#wire?.send(this.#wire.end);
    this.#wire?.finish();
  }

  async #connect() {
    const Kind = this.plan.transport === 'websocket' ? WebSocketWire : TcpWire;
    const wire = await Kind.open(this.world);
    await patiently(signIn(wire, { ...this.plan, domain: this.world.domain }), 'a login');
    return wire;
  }

  async #resume(wire, life) {
    const { chronicle } = this;
    chronicle.note('told', life.tell());
    chronicle.note('resume');
    wire.send(`<resume xmlns='${SM}' previd='${life.smId}' h='${life.told}'/>`);
    const answer = await patiently(expect(wire, '<'), '<resume/>');
    const h = Number(attribute(answer, 'h') ?? Number.NaN);
    if (answer.startsWith('<resumed')) {
      chronicle.note('resumed', h);
      life.handledUpTo(h);
      life.resumed();
      this.#take(wire);
      wire.send(...life.queue.map(({ xml }) => xml), `<r xmlns='${SM}'/>`);
      return true;
    }
    const condition = /<([a-z-]+) xmlns=.urn:ietf/.exec(answer)?.[1] ?? answer;
    chronicle.note('refused', condition, Number.isNaN(h) ? null : h);
    life.handledUpTo(h);
    this.#again.push(...life.over('refused', !Number.isNaN(h)));
    this.life = null;
    return false;
  }

  async #bind(wire) {
    const { plan } = this;
    const max = plan.max === undefined ? '' : ` max='${plan.max}'`;
    const presence = `<presence><priority>${plan.priority}</priority></presence>`;
    // In one burst: what came between a bind and its <enable/> nobody would keep.
    wire.send(
      `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${plan.resource}</resource></bind></iq>`,
      `<enable xmlns='${SM}' resume='true'${max}/>`,
      presence,
    );
    const bound = await patiently(expect(wire, '<iq'), 'bind');
    if (attribute(bound, 'type') !== 'result') throw new Error(`bind was answered by ${bound}`);
    const enabled = await patiently(expect(wire, '<enabled'), '<enable/>');
    const life = new Life(++this.#lives);
    life.smId = attribute(enabled, 'id');
    this.chronicle.note('life', life.number, Number(attribute(enabled, 'max')));
    this.life = life;
    this.chronicle.note('send', '');
    life.send(presence, null);
    this.#take(wire);
    for (const { id, xml } of this.#again.splice(0)) this.send(id, xml);
  }

  #take(wire) {
    this.#wire = wire;
    this.chronicle.note('up');
    this.#ending = 'by the server';
    const lost = wire.lost.bind(wire);
    wire.lost = () => {
      if (wire.alive) this.chronicle.note('gone', this.#ending);
      lost();
    };
    wire.listen((xml) => {
      if (wire === this.#wire) this.#element(wire, xml);
    });
  }

  #element(wire, xml) {
    if (COUNTED.test(xml)) this.#stanza(xml);
    else if (/^<r[ />]/.test(xml)) this.#answer(wire);
    else if (xml.startsWith('<a ')) {
      const h = Number(attribute(xml, 'h'));
      this.chronicle.note('h', h);
      this.life.handledUpTo(h);
    } else if (xml.startsWith('<stream:error')) this.chronicle.note('error', xml);
    else if (xml.startsWith('</stream')) wire.finish();
    else this.chronicle.note('fault', `what is ${xml}`);
  }

  /** At once, or after a while: what was read and not yet acknowledged is what a crash must not repeat. */
  #answer(wire) {
    const answer = () => {
      if (wire !== this.#wire || !wire.alive) return;
      this.chronicle.note('told', this.life.tell());
      wire.send(`<a xmlns='${SM}' h='${this.life.told}'/>`);
    };
    if (this.dice.chance(0.6)) answer();
    else setTimeout(answer, this.dice.between(5, 80));
  }

  #stanza(xml) {
    const id = attribute(xml, 'id') ?? '';
    this.chronicle.note('got', id, attribute(xml, 'type') ?? '');
    this.life.received++;
    if (id.startsWith('p.')) this.#pong = Number(id.split('.')[2]);
    if (id.startsWith('g.')) {
      this.kept = Number(/<last[^>]*>(\d+)</.exec(xml)?.[1]);
      this.chronicle.note('kept', this.kept);
    }
  }
}

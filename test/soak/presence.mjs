import { setTimeout as pause } from 'node:timers/promises';
import { attribute } from './element-scanner.mjs';
import { Life } from './life.mjs';
import { patiently } from './patience.mjs';
import { expect, signIn } from './sign-in.mjs';
import { Lost, TcpWire, WebSocketWire } from './wire.mjs';

export const SM = 'urn:xmpp:sm:3';
/** Stream errors that come of what devices or the operator do on purpose. */
const DESERVED =
  /<(conflict|connection-timeout|resource-constraint|policy-violation|handled-count-too-high)\b/;

/** One device's being on the server: its connection, the session on it, and how both are won back. */
export class Presence {
  wire = null;
  life = null;
  /** The number of the last ping that was answered. */
  pong = 0;
  /** Of an earlier life and not handled by the server: sent again before anything new. */
  #again = [];

  constructor(plan, world, dice, log) {
    Object.assign(this, { plan, world, dice, log });
  }

  get connected() {
    return this.wire?.alive ?? false;
  }

  /** Connects until it is connected: resumes what can be resumed, binds where it cannot. */
  async gain() {
    for (let tries = 1; !this.connected; tries++) {
      try {
        const wire = await this.connect();
        if (this.life === null || !(await this.#resume(wire, this.life))) await this.bind(wire);
      } catch (error) {
        if (!(error instanceof Lost)) this.log.fault(error.stack);
        this.log.count('connections lost before they were of use');
        if (tries > 50) throw new Error(`${this.plan.name} cannot get in`);
        await pause(200);
      }
    }
  }

  /** A stream that is authenticated and may resume or bind. */
  async connect() {
    const Kind = this.dice.chance(0.2) ? WebSocketWire : TcpWire;
    const wire = await Kind.open(this.world).catch((error) => {
      throw new Error(`no connection: ${error.message}`);
    });
    await patiently(signIn(wire, { ...this.plan, domain: this.world.domain }), 'a login');
    return wire;
  }

  async #resume(wire, life) {
    const { log } = this;
    if (this.dice.chance(0.05)) await this.#resumeWrongly(wire, life);
    wire.send(`<resume xmlns='${SM}' previd='${life.smId}' h='${life.tell()}'/>`);
    const answer = await patiently(expect(wire, '<'), '<resume/>');
    const h = attribute(answer, 'h');
    if (answer.startsWith('<resumed')) {
      log.count('resumed');
      this.judgeH(life, h);
      life.resumed();
      log.note(`resumed life ${life.number}, h ours ${life.told}, theirs ${h}, again ${life.queue.length}`);
      this.#take(wire);
      wire.send(...life.queue.map(({ xml }) => xml), `<r xmlns='${SM}'/>`);
      return true;
    }
    if (this.plan.steady || !answer.startsWith('<failed')) log.fault(`<resume/> was answered by ${answer}`);
    log.count(h === undefined ? 'too late, h unknown' : 'too late, h told');
    if (h !== undefined) this.judgeH(life, h);
    this.over(`refused: ${/<([a-z-]+) xmlns=.urn:ietf/.exec(answer)?.[1]}`, h !== undefined);
    return false;
  }

  /** A count that is too high is refused, and the session waits on as it was (R38). */
  async #resumeWrongly(wire, life) {
    wire.send(`<resume xmlns='${SM}' previd='${life.smId}' h='${life.received + 1000}'/>`);
    const answer = await patiently(expect(wire, '<'), '<resume/> with a wrong h');
    if (!answer.startsWith('<failed')) this.log.fault(`a wrong h was answered by ${answer}`);
    this.log.count('resumed with a wrong h first');
  }

  async bind(wire) {
    const { log, plan } = this;
    const life = new Life(log.lives.length + 1);
    const max = plan.steady ? '' : ` max='${this.dice.between(1, 6)}'`;
    const presence = `<presence><priority>${plan.priority}</priority></presence>`;
    // In one burst: what came between a bind and its <enable/> nobody would keep.
    wire.send(
      `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${plan.resource}</resource></bind></iq>`,
      `<enable xmlns='${SM}' resume='true'${max}/>`,
      presence,
    );
    const bound = await patiently(expect(wire, '<iq'), 'bind');
    if (attribute(bound, 'type') !== 'result') throw new Error(`bind was answered by ${bound}`);
    log.lives.push(life);
    this.life = life;
    await this.#enabled(wire, life);
    life.send(presence, null);
    log.count('lives');
    log.note(`life ${life.number} begins, ${life.resumable ? `max ${life.max}` : 'not resumable'}`);
    this.#take(wire);
    const again = this.#again.splice(0);
    log.count('messages sent again in a new life', again.length);
    for (const message of again) this.put(message);
  }

  async #enabled(wire, life) {
    for (;;) {
      const xml = await patiently(expect(wire, '<'), '<enable/>');
      if (!xml.startsWith('<enabled')) {
        this.#stanza(life, xml, 0);
        continue;
      }
      life.smId = attribute(xml, 'id') ?? null;
      life.resumable = life.smId !== null;
      life.max = Number(attribute(xml, 'max') ?? 0);
      return;
    }
  }

  /** A numbered message in the present life. On a connection that is gone already it waits for the resumption. */
  put(message) {
    message.at = Date.now();
    message.life = this.life.number;
    const id = `m.${this.plan.index}.${message.to}.${message.n}`;
    this.send(
      `<message to='${message.jid}' type='chat' id='${id}'><body>number ${message.n}</body></message>`,
      message,
    );
  }

  send(xml, message = null) {
    this.life.send(xml, message);
    this.wire.send(xml);
  }

  ask() {
    this.wire.send(`<r xmlns='${SM}'/>`);
  }

  judgeH(life, h) {
    const problem = life.handledUpTo(Number(h));
    if (problem !== undefined) this.log.fault(`life ${life.number}: ${problem}`);
  }

  over(ending, known) {
    const again = this.life.over(ending, known);
    this.log.note(`life ${this.life.number} over: ${ending}, ${again.length} to send again`);
    this.#again.push(...again);
    this.life = null;
  }

  #take(wire) {
    this.wire = wire;
    wire.listen((xml) => {
      // A connection that was left behind may read on; nothing on it counts any more.
      if (wire === this.wire) this.#element(wire, xml);
    });
  }

  #element(wire, xml) {
    const { life } = this;
    if (xml.startsWith('<message') || xml.startsWith('<presence') || xml.startsWith('<iq'))
      this.#stanza(life, xml, ++life.received);
    else if (/^<r[ />]/.test(xml)) wire.send(`<a xmlns='${SM}' h='${life.tell()}'/>`);
    else if (xml.startsWith('<a ')) this.judgeH(life, attribute(xml, 'h'));
    else if (xml.startsWith('<stream:error')) {
      this.log.note(xml.replace(/ xmlns(:\w+)?=['"][^'"]*['"]/g, ''));
      if (!DESERVED.test(xml)) this.log.fault(`stream error: ${xml}`);
    } else if (xml.startsWith('</stream')) wire.finish();
    else this.log.fault(`what is ${xml}`);
  }

  #stanza(life, xml, index) {
    const id = attribute(xml, 'id') ?? '';
    if (xml.startsWith('<message')) {
      const [, from, to, n] = id.split('.').map(Number);
      const at = Date.now();
      if (attribute(xml, 'type') === 'error') this.log.bounced.push([to, n, life.number, at]);
      else this.log.got.push([from, to, n, life.number, index, at]);
    } else if (xml.startsWith('<iq') && id.startsWith('p')) this.pong = Number(id.slice(1));
  }
}

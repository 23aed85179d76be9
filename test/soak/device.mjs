import { setTimeout as pause } from 'node:timers/promises';
import { DeviceLog } from './device-log.mjs';
import { Dice } from './dice.mjs';
import { Misfortunes } from './misfortunes.mjs';
import { becomes } from './patience.mjs';
import { Presence } from './presence.mjs';

/**
 * One client of the soak: a bound resource of an account through all its lives. It sends numbered messages to its
 * peers, loses its connection in every way there is, comes back, and writes down what happened.
 */
export class Device {
  #dice;
  #presence;
  #misfortunes;
  #numbers = new Map();
  #pings = 0;
  stopping = false;

  constructor(plan, world) {
    this.plan = plan;
    this.log = new DeviceLog(plan);
    this.#dice = new Dice(plan.seed);
    this.#presence = new Presence(plan, world, this.#dice, this.log);
    this.#misfortunes = new Misfortunes(this.#presence);
  }

  /** There for the first time, somewhat later or sooner than the others. */
  async arrive() {
    await pause(this.#dice.between(0, 3000));
    await this.#presence.gain();
  }

  /** Chats and suffers until {@link stopping}. */
  async run() {
    while (!this.stopping) {
      await this.#presence.gain();
      await this.#chat();
      if (!this.stopping) await pause(await this.#misfortunes.befall());
    }
  }

  /** Connected, everything sent acknowledged, and everything that was queued for it read. */
  async quiet() {
    const presence = this.#presence;
    for (;;) {
      await presence.gain();
      const ping = ++this.#pings;
      presence.send(
        `<iq type='get' id='p${ping}' to='${presence.world.domain}'><ping xmlns='urn:xmpp:ping'/></iq>`,
      );
      presence.ask();
      const settled = () => presence.pong === ping && presence.life.queue.length === 0;
      if (!(await becomes(() => settled() || !presence.connected)))
        return this.log.fault('a ping or an <r/> was never answered');
      if (settled()) return undefined;
    }
  }

  async leave() {
    if (this.#presence.connected) await this.#misfortunes.close();
    this.#misfortunes.end();
  }

  async #chat() {
    const presence = this.#presence;
    const until = Date.now() + this.#dice.between(500, 6000);
    while (!this.stopping && presence.connected && Date.now() < until) {
      await pause(this.#dice.between(200, 1500));
      const peer = this.#dice.pick(this.plan.peers);
      const burst = this.#dice.chance(0.02) ? this.#dice.between(30, 80) : this.#dice.between(1, 4);
      for (let i = 0; i < burst; i++) this.#say(peer);
      if (this.#dice.chance(0.5)) presence.ask();
    }
  }

  #say(peer) {
    const n = (this.#numbers.get(peer.index) ?? 0) + 1;
    this.#numbers.set(peer.index, n);
    const message = { to: peer.index, jid: peer.jid, n, at: 0, life: 0, state: 'sent' };
    this.log.sent.push(message);
    this.#presence.put(message);
  }
}

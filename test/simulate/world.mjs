import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { loadConfiguration } from '../../dist/libs/config/src/index.js';
import { USER_LIMITS } from '../../dist/libs/ports/src/index.js';
import { act } from './actions.mjs';
import { aftermath } from './aftermath.mjs';
import { Agenda } from './agenda.mjs';
import { diceFor } from './chance.mjs';
import { Device } from './device.mjs';
import { Disk } from './disk.mjs';
import { Judge } from './judge.mjs';
import { Life } from './life.mjs';
import { noRows, Stores } from './stores.mjs';

/** What the server may say is wrong while its disk or its database are. */
const EXPECTED = /disk I\/O error|could not be (kept|stored|read|looked up|handed over)|torn-tail|ENOSPC/;

/** The world whose story is being told; there is one at a time, for Nest's log is the process's. */
let present;

const told = (level) => (message) => present?.logged(level, String(message));
Logger.overrideLogger({
  log: told('log'),
  warn: told('warn'),
  error: told('error'),
  debug: () => {},
  verbose: () => {},
});
process.on('unhandledRejection', (error) => present?.failed(error));

/** One process of the server after another, its disk and database, the network, and the clients. */
export class World {
  agenda = new Agenda();
  life;
  /** How often the server died or was stopped. */
  deaths = 0;
  /** Users whose sessions may have to go before their time. */
  limited = new Set();
  #narrowed = new Set();
  #lowered = new Map();
  room = Number.POSITIVE_INFINITY;
  broken = false;
  /** The database has failed before. */
  failedOnce = false;
  #lines = [];
  #hash = createHash('sha256');
  #over = false;
  /** Counts what is composed. */
  serial = 0;

  constructor(plan, plant) {
    this.plan = plan;
    this.plant = plant;
    this.tell = this.tell.bind(this);
    const { configuration } = loadConfiguration({ env: environment(plan), readFile: () => '' });
    this.configuration = configuration;
    this.rows = noRows(plan.users);
    this.files = new Map();
    this.judge = new Judge(this);
    this.devices = plan.devices.map((device) => new Device(this, device));
  }

  /** Answers what is wrong with it, and the story in lines. */
  async run() {
    present = this;
    const { agenda, plan } = this;
    this.start();
    for (const device of this.devices)
      agenda.in(100 + this.dice(`arrival ${device.name}`).between(0, 2000), () => device.connect());
    for (const action of plan.actions)
      agenda.at(action.at + 3000, () => {
        if (!this.#over) act(this, action);
      });
    const failed = (error) => this.failed(error);
    try {
      await agenda.run(plan.length + 3000, failed);
      this.#over = true;
      await aftermath(this, (ms) => agenda.run(agenda.now + ms, failed));
    } catch (error) {
      this.judge.fault('world', String(error));
    }
    this.life.dead = true;
    present = undefined;
    return {
      violations: this.judge.violations,
      lines: this.#lines,
      hash: this.#hash.digest('hex').slice(0, 16),
    };
  }

  dice(name) {
    return diceFor(this.plan.seed, name);
  }

  tell(who, what) {
    const line = `${(this.agenda.now / 1000).toFixed(3).padStart(8)}  ${who.padEnd(9)} ${what}`;
    this.#lines.push(line);
    this.#hash.update(line);
  }

  // --- the server

  start() {
    const { agenda, configuration, plan, plant, tell } = this;
    const name = this.deaths + 1;
    const life = new Life(name, { agenda, tell, configuration, plant }, () => this.#died(life));
    const parts = (of) => ({ life, agenda, tell, dice: this.dice(`${of} ${name}`) });
    const disk = plant.disk(new Disk(parts('disk'), this.files));
    disk.room = this.room;
    disk.slowest = plan.slowestSync;
    const stores = new Stores(parts('stores'), this.rows);
    stores.slowest = plan.slowestCommit;
    stores.broken = this.broken;
    this.life = life;
    life.begin(disk, stores, plan).then(
      () => this.#began(life),
      (error) => this.#notBegun(life, error),
    );
  }

  accept(link, device) {
    if (this.life.dead || !this.life.open) return false;
    this.life.accept(link, `192.0.2.${1 + this.devices.indexOf(device)}`);
    return true;
  }

  /** @param crash `{ how, effects, down }` */
  crash({ how, effects, down }) {
    const { life } = this;
    if (life.dead) return;
    life.fate = { how, down };
    this.tell('world', `${how}${effects === null ? '' : ` after ${effects} effects`}, for ${down} ms`);
    if (effects === null) life.die();
    else life.fuse = effects;
  }

  stop(down) {
    const { life } = this;
    if (life.dead || !life.open) return;
    life.fate = { how: 'stop', down };
    this.tell('world', `the server is told to stop, for ${down} ms`);
    life.stop().then(
      () => life.die(),
      (error) => this.failed(error),
    );
  }

  /** Whose queues may be full. */
  narrow(user) {
    return this.plan.maxQueue < 1000 || this.#narrowed.has(user);
  }

  /** The operator lowers a limit of a user. */
  lowered(user, name) {
    this.#lowered.set(`${user} ${name}`, { user, name });
    if (name === 'smacks_max_hibernated_sessions') this.limited.add(user);
    if (name === 'smacks_max_queue_stanzas') this.#narrowed.add(user);
  }

  /** @param ms until there is room again */
  setRoom(bytes, ms) {
    this.room = this.life.disk.room = bytes;
    this.agenda.in(ms, () => {
      this.room = this.life.disk.room = Number.POSITIVE_INFINITY;
    });
  }

  setBroken(ms) {
    this.failedOnce = true;
    this.broken = this.life.stores.broken = true;
    this.agenda.in(ms, () => {
      this.broken = this.life.stores.broken = false;
    });
  }

  /** Nothing goes wrong from here on. */
  heal() {
    this.room = this.life.disk.room = Number.POSITIVE_INFINITY;
    this.broken = this.life.stores.broken = false;
    this.life.fuse = null;
  }

  /** Users may have again what the configuration says: who can never resume need never come to an end with a tiny queue. */
  lift() {
    const limits = this.life.providers.get(USER_LIMITS);
    for (const { user, name } of this.#lowered.values())
      limits.clear(user, name, 'operator').catch((error) => this.failed(error));
  }

  logged(level, message) {
    if (this.life.dead) return;
    if (level === 'error' && !EXPECTED.test(message)) this.judge.fault('server', message);
    else this.tell('server', message);
  }

  failed(error) {
    if (this.life.dead) return;
    if (EXPECTED.test(String(error))) this.tell('server', String(error));
    else this.judge.fault('server', `unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  }

  #began(life) {
    for (const { kind, file, detail } of life.recovered.damage)
      if (kind !== 'torn-tail') this.judge.fault('server', `${file} is ${kind}: ${detail}`);
  }

  /** A supervisor tries again. */
  #notBegun(life, error) {
    if (life.dead) return;
    life.fate = { how: 'death', down: 1000 };
    if (this.room === Number.POSITIVE_INFINITY && !this.broken)
      this.judge.fault('server', `cannot start: ${error.stack}`);
    else this.tell('server', `cannot start: ${error.message}`);
    life.die();
  }

  #died(life) {
    const { how, down } = life.fate ?? { how: 'death', down: 1000 };
    this.deaths++;
    this.tell('world', `life ${life.name} ends: ${how}`);
    this.files = how === 'power cut' ? life.disk.afterPowerCut() : life.disk.afterDeath();
    this.rows = life.stores.afterDeath();
    for (const link of life.links) link.serverDied(how === 'power cut');
    this.agenda.in(down, () => this.start());
  }
}

const environment = (plan) => ({
  SMACKS_DURABILITY: 'journal',
  SMACKS_FSYNC: plan.fsync ? 'on' : 'off',
  SMACKS_ON_EXPIRY: plan.onExpiry,
  SMACKS_HIBERNATION_TIME: String(plan.hibernation),
  SMACKS_ACK_TIMEOUT: String(plan.ackTimeout),
  SMACKS_MAX_UNACKED_STANZAS: String(plan.maxUnacked),
  SMACKS_MAX_QUEUE_STANZAS: String(plan.maxQueue),
  DORMOUSE_OFFLINE_MAX_MESSAGES: '1000',
});

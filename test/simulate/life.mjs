import { C2sModule } from '../../dist/libs/c2s/src/c2s.module.js';
import { C2sListeners } from '../../dist/libs/c2s/src/c2s-listeners.js';
import { Connection } from '../../dist/libs/c2s/src/connection.js';
import { ConnectionServices } from '../../dist/libs/c2s/src/connection-services.js';
import { Connections } from '../../dist/libs/c2s/src/connections.js';
import { InstallationSecret } from '../../dist/libs/c2s/src/installation-secret.js';
import { Certificates } from '../../dist/libs/c2s/src/tls/certificates.js';
import { XmppWebSocketGateway } from '../../dist/libs/c2s/src/xmpp-websocket.gateway.js';
import * as config from '../../dist/libs/config/src/index.js';
import { ImModule, OfflineDelivery } from '../../dist/libs/im/src/index.js';
import { openJournal } from '../../dist/libs/journal/src/index.js';
import * as ports from '../../dist/libs/ports/src/index.js';
import {
  DeadlineWheel,
  Directory,
  OutboxTurn,
  Recovery,
  SessionCensus,
  SessionRegistry,
  SessionsModule,
  Shutdown,
} from '../../dist/libs/sessions/src/index.js';
import { EPOCH } from './agenda.mjs';
import { Providers } from './providers.mjs';
import { Wire } from './wire.mjs';

/** What is there only with sockets, and what operators look at: that watches the loop of the process. */
const WITHOUT = [C2sListeners, Certificates, Directory, ports.SESSION_DIRECTORY, XmppWebSocketGateway];

/** What a session takes in the journal besides its queue, bytes; as the server reckons. */
const SESSION_BYTES = 400;

/** The configuration's areas, each under the token of its own. */
const AREAS = Object.values(config).filter((area) => typeof area?.KEY === 'string');

/** One life of the server's process: the real modules over this world's clock, disk, database and network. */
export class Life {
  dead = false;
  /** Lets clients in. */
  open = false;
  /** Effects until it dies; null while it is not to. */
  fuse = null;
  /** Told when it dies. */
  #died;

  /**
   * @param name of the life, from 1
   * @param died called once, in the midst of the effect before which it happens
   */
  constructor(name, { agenda, dice, tell, configuration, plant }, died) {
    Object.assign(this, { name, agenda, dice, tell, configuration, plant });
    this.#died = died;
    this.bornAt = agenda.now;
    this.links = new Set();
    this.clock = { now: () => EPOCH + Math.floor(agenda.now), monotonic: () => agenda.now - this.bornAt };
    this.loop = {
      soon: (work) => agenda.in(0, work, this),
      after: (ms, work) => agenda.in(ms, work, this),
    };
  }

  /** Something is about to leave the process. @param half does the first part of it, where it has parts */
  effect(half) {
    if (this.dead || this.fuse === null || this.fuse-- > 0) return;
    half?.();
    this.die();
  }

  die() {
    if (this.dead) return;
    this.dead = true;
    this.#died(this);
  }

  /** As the server starts: journal, modules, sessions back, and then clients. */
  async begin(disk, stores, { segmentBytes, reserveBytes }) {
    this.disk = disk;
    this.stores = stores;
    const { configuration, clock, loop } = this;
    const live = () => {
      if (this.registry === undefined) return recovered.bytes;
      return this.registry.size * SESSION_BYTES + this.providers.get(SessionCensus).queue.bytes;
    };
    const log = { warn: (message) => this.tell('server', message) };
    const onFatal = () => this.die();
    const { fsync } = configuration.smacks;
    const options = { disk, clock, loop, fsync, segmentBytes, reserveBytes, liveBytes: live, onFatal, log };
    const { journal, recovered } = openJournal(options);
    this.journal = journal;
    this.recovered = recovered;
    this.providers = new Providers(
      [SessionsModule, ImModule, C2sModule],
      this.#bound(this.plant.journal(journal)),
    );
    await this.providers.start(WITHOUT);
    this.registry = this.providers.get(SessionRegistry);
    const report = await this.providers.get(Recovery).restore(recovered);
    this.providers.get(OfflineDelivery).catchUp();
    this.services = this.providers.get(ConnectionServices);
    // Keys are held against passwords elsewhere.
    Object.assign(this.services, { passwords: { check: async () => true, forget: () => undefined } });
    this.#turnWheel();
    this.open = true;
    this.tell('server', `life ${this.name} is up: ${report.asleep} sessions asleep, ${report.ended} ended`);
  }

  /** As the server stops when it is told to. */
  async stop() {
    this.open = false;
    this.providers.get(Connections).stopAdmitting();
    await this.providers.get(Shutdown).stop();
    // What the stores said last is in a turn that has not ended.
    await new Promise((resolve) => this.loop.soon(resolve));
    await this.journal.close();
  }

  accept(link, address) {
    this.links.add(link);
    new Connection(this.services, (handler) => {
      link.wire = new Wire(link, this, handler, this.services.readerLimits, address);
      return link.wire;
    });
  }

  #turnWheel() {
    this.loop.after(250, () => {
      this.providers.get(DeadlineWheel).tick();
      this.#turnWheel();
    });
  }

  #bound(journal) {
    const { configuration, clock, loop, stores } = this;
    const { blocks, logouts, vcards } = stores.others;
    return [
      ...AREAS.map(({ KEY, name }) => [KEY, configuration[name]]),
      [ports.CLOCK, clock],
      [ports.EVENT_LOOP, loop],
      [ports.IDS, this.#ids()],
      [ports.JOURNAL, journal],
      [OutboxTurn, new OutboxTurn(journal, loop)],
      [ports.ACCOUNT_STORE, stores.accounts],
      [ports.OLD_SESSION_STORE, stores.oldSessions],
      [ports.OFFLINE_STORE, stores.offline],
      [ports.LIMIT_STORE, stores.limits],
      [ports.PRIVATE_STORE, stores.fragments],
      [ports.ROSTER_STORE, stores.rosters],
      [ports.BLOCK_STORE, blocks],
      [ports.LOGOUT_STORE, logouts],
      [ports.VCARD_STORE, vcards],
      [InstallationSecret, { bytes: Buffer.alloc(32) }],
    ];
  }

  /** As unpredictable as this world is: one life's ids are no other's, and they grow. */
  #ids() {
    let serial = 0;
    const next = (kind) => `${kind}${String(this.name).padStart(3, '0')}${String(++serial).padStart(5, '0')}`;
    return { smId: () => next('sm'), sessionId: () => next('s'), token: () => next('t') };
  }
}

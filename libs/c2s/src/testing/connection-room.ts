import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DormouseConfigModule, LiveConfiguration, loadConfiguration, type OptionName } from '#config';
import {
  ACCOUNT_STORE,
  type AccountStore,
  CLOCK,
  JOURNAL,
  LIMIT_STORE,
  noJournal,
  OFFLINE_STORE,
  OLD_SESSION_STORE,
} from '#ports';
import { deriveKeys } from '#sasl';
import {
  DeadlineWheel,
  Delivery,
  type DispatchResult,
  type Session,
  SessionsModule,
  StanzaSink,
} from '#sessions';
import type { Element } from '#xml';
import { StreamReader } from '#xml';
import { Connection } from '../connection.js';
import { ConnectionServices } from '../connection-services.js';
import { Connections } from '../connections.js';
import { InstallationSecret } from '../installation-secret.js';
import { RegistrationDesk } from '../registration-desk.js';
import { Revocations } from '../revocations.js';
import { Strain } from '../strain.js';
import { RecordingWire } from './recording-wire.js';

const HEADER =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";
const PLAIN = Buffer.from('\0romeo\0pencil').toString('base64');

/** Real connections and sessions over wires without sockets, one account (romeo, pencil), and a clock that stands still. */
export class ConnectionRoom {
  readonly handled: string[] = [];
  readonly logged: string[] = [];
  /** Bare JIDs of those that exist. */
  readonly accounts = new Set(['romeo@localhost']);
  /** What routing answers to each stanza. */
  dispatch: (session: Session, stanza: Element) => DispatchResult = () => undefined;
  #time = 0;
  #module: TestingModule | undefined;
  #live: LiveConfiguration | undefined;

  static async open(env: Record<string, string> = {}): Promise<ConnectionRoom> {
    const room = new ConnectionRoom();
    await room.#build(env);
    return room;
  }

  get services(): ConnectionServices {
    return (this.#module as TestingModule).get(ConnectionServices);
  }
  get connections(): Connections {
    return (this.#module as TestingModule).get(Connections);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return (this.#module as TestingModule).get<T>(token);
  }

  get delivery(): Delivery {
    return (this.#module as TestingModule).get(Delivery);
  }

  close(): Promise<void> {
    return (this.#module as TestingModule).close();
  }

  connect() {
    let wire: RecordingWire | undefined;
    const connection = new Connection(this.services, (handler) => {
      wire = new RecordingWire(handler);
      return wire;
    });
    return new Client(this, connection, wire as RecordingWire);
  }

  /** What is due now is written. */
  turn(): void {
    this.services.turn.run();
  }

  /** An operator changes an option while the server runs. */
  set(name: OptionName, value: unknown): void {
    this.#live?.set(name, value);
  }

  pass(ms: number): void {
    for (let left = ms; left > 0; left -= 250) {
      this.#time += Math.min(left, 250);
      (this.#module as TestingModule).get(DeadlineWheel).tick();
    }
    this.turn();
  }

  async #build(env: Record<string, string>): Promise<void> {
    const live = new LiveConfiguration(loadConfiguration({ env, readFile: () => '' }));
    this.#live = live;
    const keys = await deriveKeys('pencil', { iterations: 1 });
    const accounts: Partial<AccountStore> = {
      find: async (bareJid) =>
        bareJid === 'romeo@localhost'
          ? { bareJid, keys, disabled: false, createdAt: 0, lastLoginAt: null }
          : undefined,
      recordLogin: () => undefined,
      add: async (added) => {
        const existing = added.map(({ bareJid }) => bareJid).filter((jid) => this.accounts.has(jid));
        for (const { bareJid } of added) this.accounts.add(bareJid);
        return { existing };
      },
    };
    const oldSessions = {
      remember: async () => undefined,
      find: async () => undefined,
      list: async () => ({ items: [], next: null, total: 0 }),
      purge: async () => 0,
    };
    const stores = [
      { provide: ACCOUNT_STORE, useValue: accounts },
      { provide: OLD_SESSION_STORE, useValue: oldSessions },
      { provide: LIMIT_STORE, useValue: { all: async () => [] } },
      { provide: OFFLINE_STORE, useValue: {} },
      { provide: JOURNAL, useValue: noJournal },
      { provide: InstallationSecret, useValue: { bytes: Buffer.alloc(32) } },
    ];
    @Global()
    @Module({ providers: stores, exports: stores })
    class StoresModule {}
    const log = (text: unknown) => void this.logged.push(String(text));

    this.#module = await Test.createTestingModule({
      imports: [DormouseConfigModule.forRoot(live), StoresModule, SessionsModule],
      providers: [ConnectionServices, Connections, RegistrationDesk, Revocations, Strain],
    })
      .overrideProvider(CLOCK)
      .useValue({ now: () => this.#time, monotonic: () => this.#time })
      .setLogger({ log, warn: log, error: log })
      .compile();
    await this.#module.init();
    this.#module.get(StanzaSink).connect({
      handle: (session, stanza) => {
        this.handled.push(String(stanza.attrs['id']));
        return this.dispatch(session, stanza);
      },
      reroute: () => false,
      bounce: () => undefined,
    });
  }
}

/** One client: XML in, XML out. */
export class Client {
  #reader: StreamReader;

  constructor(
    private readonly room: ConnectionRoom,
    readonly connection: Connection,
    readonly wire: RecordingWire,
  ) {
    this.#reader = this.#newReader();
  }

  get session(): Session {
    if (this.connection.session === null) throw new Error('no session is bound');
    return this.connection.session;
  }

  /** Sends; answers what was written by the end of the turn. */
  say(xml: string): string {
    this.#reader.write(Buffer.from(xml));
    this.room.turn();
    return this.wire.take();
  }

  /** A new stream begins on the same wire. */
  header(attributes = ''): string {
    this.#reader = this.#newReader();
    return this.say(HEADER.replace('>', `${attributes}>`));
  }

  /** @param attributes of the header of the stream that begins then */
  async authenticate(attributes = ''): Promise<string> {
    this.header();
    this.say(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${PLAIN}</auth>`);
    while (!this.wire.calls.includes('release')) await new Promise((resolve) => setImmediate(resolve));
    this.room.turn();
    const answer = this.wire.take();
    this.header(attributes);
    return answer;
  }

  async bind(resource = 'balcony', attributes = ''): Promise<this> {
    await this.authenticate(attributes);
    const child = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind>`;
    this.say(`<iq type='set' id='bind'>${child}</iq>`);
    return this;
  }

  /** Binds and enables; answers the smId. */
  async enable(): Promise<string> {
    await this.bind();
    const answer = this.say("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
    return /id='([^']+)'/.exec(answer)?.[1] ?? '';
  }

  #newReader(): StreamReader {
    return new StreamReader(this.room.services.readerLimits, {
      open: (header) => this.connection.header(header),
      element: (element) => this.connection.element(element),
      close: () => this.connection.closed(),
      fault: (fault) => this.connection.fault(fault),
    });
  }
}

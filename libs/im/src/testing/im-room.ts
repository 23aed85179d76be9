import { Global, Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DormouseConfigModule, loadConfiguration } from '#config';
import {
  ACCOUNT_STORE,
  BLOCK_STORE,
  CLOCK,
  JOURNAL,
  LIMIT_STORE,
  LOGOUT_STORE,
  noJournal,
  OFFLINE_STORE,
  OLD_SESSION_STORE,
  PRIVATE_STORE,
  ROSTER_STORE,
  VCARD_STORE,
} from '#ports';
import {
  Acknowledgements,
  type DispatchResult,
  Enabling,
  Opening,
  type Session,
  type SessionConnection,
  SessionRunner,
  SessionsModule,
  StanzaSink,
} from '#sessions';
import { type StanzaKind, stanzaKind } from '#stanza';
import { type Element, isFault, parseFrame } from '#xml';
import { ImModule } from '../im.module.js';
import { MemoryAccounts } from './memory-accounts.js';
import { MemoryBlocks } from './memory-blocks.js';
import { MemoryLogouts } from './memory-logouts.js';
import { MemoryOffline } from './memory-offline.js';
import { MemoryPrivate } from './memory-private.js';
import { MemoryRosters } from './memory-rosters.js';
import { MemoryVcards } from './memory-vcards.js';

export const NOW = Date.UTC(2030, 0, 1);

/** A connection that hears what its session is sent. */
class Ear implements SessionConnection {
  readonly transport = 'tcp';
  readonly tls = null;
  readonly address = '192.0.2.1';
  readonly span = undefined;
  readonly heard: string[] = [];

  send(xml: string): void {
    this.heard.push(xml);
  }
  wake(): void {}
  oweAck(): void {}
  settled(): void {}
  fail(): void {}
  hangUp(): void {}
  traceStream(): undefined {}
}

/** Somebody online. */
export interface Person {
  readonly session: Session;
  /** Sends one stanza. */
  says(xml: string): void;
  /** The same, and answers what routing says to the stream. */
  saysAndIsTold(xml: string): DispatchResult;
  /** What arrived since the last look; of a managed session it is acknowledged by that. */
  hears(): string[];
}

/** The real instant-messaging and session modules, with stores in memory and a clock that stands still. */
export class ImRoom {
  private constructor(
    private readonly module: TestingModule,
    readonly offline: MemoryOffline,
    readonly rosters: MemoryRosters,
  ) {}

  /** @param providers declared beside ours, as another XEP would be */
  static open(...providers: Type[]): Promise<ImRoom> {
    return ImRoom.openWith({}, providers);
  }

  /** @param settings `SMACKS_…` and `DORMOUSE_…` as in the environment */
  static async openWith(settings: Record<string, string>, providers: Type[] = []): Promise<ImRoom> {
    const env = { SMACKS_MAX_QUEUE_STANZAS: '10', ...settings };
    const { configuration } = loadConfiguration({ env, readFile: () => '' });
    const offline = new MemoryOffline();
    const rosters = new MemoryRosters();
    const oldSessions = {
      remember: async () => undefined,
      find: async () => undefined,
      list: async () => ({ items: [], next: null, total: 0 }),
      purge: async () => 0,
      forgetUser: async () => 0,
    };
    const stores = [
      { provide: OLD_SESSION_STORE, useValue: oldSessions },
      { provide: LIMIT_STORE, useValue: { all: async () => [] } },
      { provide: OFFLINE_STORE, useValue: offline },
      { provide: ROSTER_STORE, useValue: rosters },
      { provide: ACCOUNT_STORE, useValue: new MemoryAccounts() },
      { provide: BLOCK_STORE, useValue: new MemoryBlocks() },
      { provide: LOGOUT_STORE, useValue: new MemoryLogouts() },
      { provide: VCARD_STORE, useValue: new MemoryVcards() },
      { provide: PRIVATE_STORE, useValue: new MemoryPrivate() },
      { provide: JOURNAL, useValue: noJournal },
    ];
    @Global()
    @Module({ providers: stores, exports: stores })
    class StoresModule {}

    const module = await Test.createTestingModule({
      imports: [DormouseConfigModule.forRoot(configuration), StoresModule, SessionsModule, ImModule],
      providers,
    })
      .overrideProvider(CLOCK)
      .useValue({ now: () => NOW, monotonic: () => 0 })
      .setLogger({ log: () => undefined, warn: () => undefined, error: () => undefined })
      .compile();
    await module.init();
    return new ImRoom(module, offline, rosters);
  }

  close(): Promise<void> {
    return this.module.close();
  }

  get<T>(token: Type<T>): T {
    return this.module.get(token);
  }

  /** The store in memory behind a port. */
  store<T>(token: symbol): T {
    return this.module.get(token);
  }

  /** Binds; with `managed` stream management is on and may be resumed, unless `resumable` says that it may not. */
  enter(fullJid: string, { managed = false, resumable = true } = {}): Person {
    const [bareJid, resource] = fullJid.split('/') as [string, string];
    const ear = new Ear();
    const session = this.get(Opening).open(bareJid, resource, ear);
    if (managed) {
      const enabling = this.get(Enabling).prepare(session, 'urn:xmpp:sm:3', {
        resume: resumable,
        max: undefined,
      });
      enabling?.finish();
    }
    const say = (xml: string): DispatchResult => {
      const element = parse(xml);
      return this.get(StanzaSink).routing.handle(session, element, stanzaKind(element) as StanzaKind);
    };
    return {
      session,
      says: (xml) => void say(xml),
      saysAndIsTold: say,
      hears: () => [...ear.heard.splice(0), ...this.#acknowledged(session)],
    };
  }

  /** Binds and sends initial presence; what was kept is the first that it has not heard. */
  async enterAvailable(fullJid: string, { managed = false, priority = 0 } = {}): Promise<Person> {
    const person = this.enter(fullJid, { managed });
    await person.saysAndIsTold(`<presence xmlns='jabber:client'><priority>${priority}</priority></presence>`);
    person.hears();
    await this.asked(person);
    return person;
  }

  /** Until the store was asked for what was kept: chat waits for that. */
  async asked({ session }: Person): Promise<void> {
    while (session.awaitsKept) await new Promise((resolve) => setImmediate(resolve));
  }

  sleep(person: Person): void {
    this.get(SessionRunner).lose(person.session, 'connection-lost');
  }

  /** Resumes it on another connection; all that is queued is to be sent again. */
  wake({ session }: Person): void {
    const { outbound } = session.sm as NonNullable<Session['sm']>;
    const { acked: h } = outbound;
    const ack = outbound.check(h);
    const attempt = {
      namespace: 'urn:xmpp:sm:3' as const,
      previd: '',
      h,
      user: session.bareJid,
      connection: new Ear(),
      startedAt: NOW,
      finish: () => undefined,
    };
    this.get(SessionRunner).post(session, { type: 'resume', attempt, ack, at: 0 });
  }

  /** Ends a session and waits until its stanzas have met their fates. */
  expire(person: Person): Promise<void> {
    return this.get(SessionRunner).end(person.session, 'expired');
  }

  #acknowledged(session: Session): string[] {
    const outbound = session.connection === null ? undefined : session.sm?.outbound;
    if (outbound === undefined) return [];
    const taken: string[] = [];
    for (let next = outbound.take(); next !== undefined; next = outbound.take()) taken.push(next.xml);
    this.get(Acknowledgements).receive(session, String(outbound.sendCount));
    return taken;
  }
}

export function parse(xml: string): Element {
  const element = parseFrame(xml, { maxStanzaBytes: 100_000, maxDepth: 64, maxAttributes: 64 });
  if (isFault(element)) throw new Error(element.text);
  return element;
}

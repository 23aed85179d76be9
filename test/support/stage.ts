import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { authenticate, becomeAvailable, bind, enable, openSecureStream } from './negotiation.js';
import { type ServerAddress, ServerProcess } from './server-process.js';
import type { Transport } from './wire.js';
import { XmlClient } from './xml-client.js';

export interface SignInOptions {
  readonly resource?: string;
  /** `resume`: stream management with resumption; `enable`: without; left out: none. */
  readonly sm?: 'resume' | 'enable';
  /** Initial presence; false sends none, a number is its priority. */
  readonly presence?: boolean | number;
}

/** An account made for one test, so that no test meets the sessions of another. */
export class Person {
  constructor(
    private readonly stage: Stage,
    readonly user: string,
    readonly password: string,
  ) {}

  get jid(): string {
    return `${this.user}@localhost`;
  }

  /** A connection on which this person is authenticated and nothing is bound yet. */
  async arrive(transport: Transport, address?: ServerAddress): Promise<XmlClient> {
    const client = await this.stage.connect(transport, address);
    await openSecureStream(client);
    await authenticate(client, this.user, this.password);
    return client;
  }

  /** Everything up to initial presence. */
  async signIn(transport: Transport, options: SignInOptions = {}): Promise<XmlClient> {
    const client = await this.arrive(transport);
    await bind(client, options.resource);
    if (options.sm) await enable(client, options.sm === 'resume');
    const { presence = true } = options;
    if (presence !== false) await becomeAvailable(client, presence === true ? undefined : presence);
    return client;
  }
}

/** A server for one spec file, with people and their clients. */
export class Stage {
  #people = 0;
  #server: ServerProcess | undefined;

  get server(): ServerProcess {
    if (!this.#server)
      throw new Error('the server is started before the tests, not while they are collected');
    return this.#server;
  }

  set server(server: ServerProcess) {
    this.#server = server;
  }

  async open(env: Readonly<Record<string, string>>): Promise<void> {
    this.#server = new ServerProcess(env);
    await this.#server.start();
  }

  async close(): Promise<void> {
    await this.#server?.dispose();
  }

  async connect(transport: Transport, address: ServerAddress = this.server.address): Promise<XmlClient> {
    const client = await XmlClient.connect(address, transport);
    onTestFinished(() => client.cut());
    return client;
  }

  async person(name: string): Promise<Person> {
    this.#people += 1;
    const person = new Person(this, `${name}-${this.#people}`, `${name}'s secret`);
    await this.server.addAccount(person.jid, person.password);
    return person;
  }
}

/** Starts a server before a spec file's tests and ends it after them, also when they fail. */
export function openStage(env: Readonly<Record<string, string>> = {}): Stage {
  const stage = new Stage();
  beforeAll(() => stage.open(env));
  afterAll(() => stage.close());
  return stage;
}

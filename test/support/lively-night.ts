import type { BulkJobView, BulkPreview, SessionView, TraceSummary } from '#contracts';
import { control } from './control-socket.js';
import type { Sights } from './dashboard-pages.js';
import { eventually } from './eventually.js';
import { authenticate, becomeAvailable, bind, enable, openSecureStream } from './negotiation.js';
import type { Person, Stage } from './stage.js';
import { XmlClient } from './xml-client.js';

const chat = (to: string, words: string) => `<message to='${to}' type='chat'><body>${words}</body></message>`;

/**
 * Something of everything that pages show: sessions connected, asleep with stanzas waiting, ended; a limit of a user's own; events, traces and
 * rows of the audit trail. By clients over real connections and by the administration API.
 */
export class LivelyNight {
  readonly #devices: XmlClient[] = [];

  private constructor(
    private readonly stage: Stage,
    readonly romeo: Person,
    readonly juliet: Person,
  ) {}

  static async begin(stage: Stage): Promise<LivelyNight> {
    const night = new LivelyNight(stage, await stage.person('romeo'), await stage.person('juliet'));
    await night.#happen();
    return night;
  }

  async #happen(): Promise<void> {
    const { romeo, juliet, stage } = this;
    const phone = await this.device(romeo, 'phone');
    const laptop = await this.device(juliet, 'laptop');
    const tablet = await this.device(romeo, 'tablet');
    const old = await this.device(juliet, 'old-phone');
    phone.send(chat(`${juliet.jid}/laptop`, 'Good night, good night!'));
    await phone.acked();
    tablet.cut();
    await this.session('tablet', ({ state }) => state === 'hibernating');
    for (const words of ['Wherefore', 'art', 'thou?']) laptop.send(chat(`${romeo.jid}/tablet`, words));
    await laptop.acked();
    old.cut();
    await stage.server.setLimit(romeo.jid, 'smacks_max_hibernated_sessions', 3);
    const asleep = await this.session('old-phone', ({ state }) => state === 'hibernating');
    await this.ask('POST', `/sessions/${asleep.id}/expire`, { reason: 'the phone was stolen' });
  }

  /** Someone with stream management and presence, over TCP with STARTTLS. */
  async device(person: Person, resource: string): Promise<XmlClient> {
    const client = await XmlClient.connect(this.stage.server.address, 'starttls');
    this.#devices.push(client);
    await openSecureStream(client);
    await authenticate(client, person.user, person.password);
    await bind(client, resource);
    await enable(client, true);
    await becomeAvailable(client);
    return client;
  }

  /** The session of this resource once it is like that. */
  session(resource: string, like: (session: SessionView) => boolean = () => true): Promise<SessionView> {
    return eventually(`the session of ${resource}`, async () => {
      const { items } = await this.ask<{ items: SessionView[] }>('GET', '/sessions');
      return items.find((session) => session.resource === resource && like(session));
    });
  }

  async sights(): Promise<Sights> {
    const { id } = await this.session('tablet', ({ unacked }) => unacked === 3);
    const trace = await eventually('a trace', async () => {
      const { items } = await this.ask<{ items: TraceSummary[] }>('GET', '/traces');
      return items[0];
    });
    return { sessionId: id, jid: this.romeo.jid, traceId: trace.traceId, jobId: await this.#askAllForAcks() };
  }

  /** A bulk action; answers its id. */
  async #askAllForAcks(): Promise<string> {
    const { token, count } = await this.ask<BulkPreview>('POST', '/bulk/preview', {
      action: 'request-ack',
      filter: ['state=connected'],
      reason: 'are they all there?',
    });
    const { id } = await this.ask<BulkJobView>('POST', '/bulk', { token, confirm: count });
    return id;
  }

  /** What the administration API answers. */
  async ask<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await control(this.stage.server.dataDir, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.body as T;
  }

  end(): void {
    for (const client of this.#devices) client.cut();
  }
}

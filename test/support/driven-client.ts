import { fileURLToPath } from 'node:url';
import { JsonProcess } from './json-process.js';
import { makeFolder, removeFolder } from './temporary-folder.js';

/** What a real client reports of its life. `h` and `condition` as the server wrote them. */
export type ClientEvent =
  | { readonly event: 'online'; readonly jid: string }
  | { readonly event: 'enabled'; readonly id: string | null }
  | { readonly event: 'resumed'; readonly h: string | null }
  | { readonly event: 'failed'; readonly h: string | null; readonly condition: string | null }
  | { readonly event: 'disconnected' }
  /** A message of ours is on its way or will be repeated on resume. */
  | { readonly event: 'sent'; readonly body: string }
  | {
      readonly event: 'message';
      readonly from: string;
      readonly id: string | null;
      readonly body: string | null;
      readonly type: string | null;
      readonly delayed: boolean;
    }
  /** The roster is here and carbons are on: {@link DrivenClient.settle}. */
  | { readonly event: 'settled' }
  /** `type` is `available` where the stanza has none. */
  | {
      readonly event: 'presence';
      readonly from: string;
      readonly type: string;
      readonly show: string | null;
    }
  /** A roster push. */
  | { readonly event: 'push'; readonly jid: string; readonly subscription: string }
  /** The copy of a message (XEP-0280); addresses and body are the message's own. */
  | {
      readonly event: 'carbon';
      readonly way: 'sent' | 'received';
      readonly from: string;
      readonly to: string;
      readonly body: string | null;
    };

export interface Account {
  readonly user: string;
  readonly password: string;
  readonly resource: string;
}

const fits = (pattern: object, event: object) =>
  Object.entries(pattern).every(([key, value]) => (event as Record<string, unknown>)[key] === value);

/** A real client library in a process of its own; reconnects and resumes by itself. */
export class DrivenClient {
  /** Everything reported, in the order it came. */
  readonly heard: ClientEvent[] = [];
  /** Every message seen, in the order it came. */
  readonly messages: Extract<ClientEvent, { event: 'message' }>[] = [];

  /** `farewell` runs when the process has ended. */
  constructor(
    private readonly process: JsonProcess<ClientEvent>,
    private readonly farewell: () => void = () => undefined,
  ) {}

  async event<K extends ClientEvent['event']>(kind: K): Promise<Extract<ClientEvent, { event: K }>> {
    const found = await this.process.event(kind, (other) => this.#note(other));
    this.#note(found);
    return found;
  }

  #note(event: ClientEvent): void {
    this.heard.push(event);
    if (event.event === 'message') this.messages.push(event);
  }

  /** Reads until this body has come; answers all bodies seen so far. */
  async bodiesUpTo(body: string): Promise<string[]> {
    const seen = () => this.messages.map((message) => message.body ?? '');
    while (!seen().includes(body)) await this.event('message');
    return seen();
  }

  /** Resolves when the library has taken the message in hand, whether or not the network took it. */
  async send(to: string, body: string): Promise<void> {
    this.process.send({ cmd: 'send', to, body });
    await this.event('sent');
  }

  /** Reads until something reported since `heard` had `since` events fits each of these patterns. */
  async hears(patterns: readonly Partial<ClientEvent>[], since = 0): Promise<void> {
    const open = () =>
      patterns.filter((pattern) => !this.heard.slice(since).some((event) => fits(pattern, event)));
    for (let missing = open(); missing.length > 0; missing = open())
      this.#note(await this.process.next(JSON.stringify(missing)));
  }

  /** Asks for the roster and for carbons, as most clients do at login. */
  async settle(): Promise<void> {
    this.process.send({ cmd: 'settle' });
    await this.event('settled');
  }

  /** Subscription presence. */
  subscription(type: 'subscribe' | 'subscribed', to: string): void {
    this.process.send({ cmd: 'subscription', type, to });
  }

  /** Presence of another kind: what contacts see of it. */
  show(show: 'away' | 'dnd'): void {
    this.process.send({ cmd: 'show', show });
  }

  async dispose(): Promise<void> {
    await this.process.dispose();
    this.farewell();
  }
}

/** How a client under test is started against a port on loopback. */
export type StartClient = (port: number, account: Account) => DrivenClient;

/** @xmpp/client at `xmpp://`, `xmpps://` or `ws://`; the server's self-signed certificate is accepted. */
export const xmppJsClient =
  (scheme: 'xmpp' | 'xmpps' | 'ws'): StartClient =>
  (port, account) => {
    const path = scheme === 'ws' ? '/xmpp-websocket' : '';
    const main = fileURLToPath(new URL('./xmpp-js-process.mjs', import.meta.url));
    const child = new JsonProcess<ClientEvent>(process.execPath, [main], {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_NO_WARNINGS: '1',
    });
    child.send({ cmd: 'connect', service: `${scheme}://127.0.0.1:${port}${path}`, ...account });
    return new DrivenClient(child);
  };

/** Debian's python3-slixmpp, by STARTTLS. */
export const slixmppClient: StartClient = (port, account) => {
  const main = fileURLToPath(new URL('../interop/slixmpp_client.py', import.meta.url));
  const child = new JsonProcess<ClientEvent>('/usr/bin/python3', ['-u', main]);
  child.send({ cmd: 'connect', host: '127.0.0.1', port, ...account });
  return new DrivenClient(child);
};

/** strophe.js at `ws://`, as in a browser. */
export const stropheClient: StartClient = (port, account) => {
  const main = fileURLToPath(new URL('../interop/strophe-process.mjs', import.meta.url));
  const child = new JsonProcess<ClientEvent>(process.execPath, [main]);
  child.send({ cmd: 'connect', service: `ws://127.0.0.1:${port}/xmpp-websocket`, ...account });
  return new DrivenClient(child);
};

/** Debian's profanity, by STARTTLS, on a terminal of its own. */
export const profanityClient: StartClient = (port, account) => {
  const main = fileURLToPath(new URL('../interop/profanity_client.py', import.meta.url));
  const folder = makeFolder();
  const child = new JsonProcess<ClientEvent>('/usr/bin/python3', ['-u', main]);
  child.send({ cmd: 'connect', host: '127.0.0.1', port, folder, ...account });
  return new DrivenClient(child, () => removeFolder(folder));
};

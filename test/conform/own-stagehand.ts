import { ServerProcess } from '../support/server-process.js';
import { LOCATION, type Pair, pairsOf, type Setting, type Stagehand, type Venue } from './venue.js';

const PASSWORD = 'a test’s secret';

/** Which server shows a setting, and what its environment is. Those that do not disturb each other share one. */
const SERVERS = {
  default: {},
  drop: { SMACKS_ON_EXPIRY: 'drop', SMACKS_LOCATION: LOCATION },
  offline: { SMACKS_ON_EXPIRY: 'offline' },
} as const;
type ServerName = keyof typeof SERVERS;

const SHOWN_BY: Readonly<Record<Setting, ServerName>> = {
  default: 'default',
  drop: 'drop',
  location: 'drop',
  offline: 'offline',
  // A limit of one user's own.
  'no-hibernation': 'default',
};

/** Servers of ours, started when a setting is asked for, each with data of its own and free ports. */
export class OwnStagehand implements Stagehand {
  readonly #servers = new Map<ServerName, Promise<ServerProcess>>();
  readonly #venues = new Map<Setting, Promise<Venue>>();
  /** One after the other: a slow machine would start several more slowly than each. */
  #starting: Promise<unknown> = Promise.resolve();

  constructor(private readonly lanes = 6) {}

  venue(setting: Setting): Promise<Venue> {
    const venue = this.#venues.get(setting) ?? this.#open(setting);
    this.#venues.set(setting, venue);
    return venue;
  }

  #server(name: ServerName): Promise<ServerProcess> {
    const known = this.#servers.get(name);
    if (known) return known;
    const server = new ServerProcess({ DORMOUSE_LOG_LEVEL: 'error', ...SERVERS[name] });
    const started = this.#starting.then(async () => {
      await server.start();
      return server;
    });
    this.#starting = started.catch(() => server.dispose());
    this.#servers.set(name, started);
    return started;
  }

  async #open(setting: Setting): Promise<Venue> {
    const server = await this.#server(SHOWN_BY[setting]);
    const pairs = setting === 'default' ? pairsOf(this.lanes, PASSWORD) : [this.#pairFor(setting)];
    for (const { user, password } of pairs.flatMap(({ romeo, juliet }) => [romeo, juliet])) {
      await server.addAccount(`${user}@localhost`, password);
      if (setting === 'no-hibernation')
        await server.setLimit(`${user}@localhost`, 'smacks_max_hibernated_sessions', 0);
    }
    const { host, c2s, http } = server.address;
    return {
      name: `Dormouse ${server.ready?.version}`,
      domain: 'localhost',
      tcp: { host, port: c2s, starttls: true },
      ws: `ws://${host}:${http}/xmpp-websocket`,
      pairs,
    };
  }

  #pairFor(setting: Setting): Pair {
    return {
      romeo: { user: `romeo-${setting}`, password: PASSWORD },
      juliet: { user: `juliet-${setting}`, password: PASSWORD },
    };
  }

  async close(): Promise<void> {
    for (const started of this.#servers.values()) {
      const server = await started.catch(() => undefined);
      await server?.dispose();
    }
  }
}

import type { AddressInfo } from 'node:net';
import { Global, Module, type Type, type ValueProvider } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import type { WebSocket } from 'ws';
import { LiveConfiguration, loadConfiguration } from '#config';
import type { Role } from '#contracts';
import {
  ACCOUNT_STORE,
  API_KEY_STORE,
  BACKUP,
  CLOCK,
  EVENT_LOOP,
  EVENT_STORE,
  HISTORY_STORE,
  NODE_CONTROL,
  OLD_SESSION_STORE,
  OPERATOR_STORE,
  RECENT_TRACES,
  SESSION_ACTIONS,
  SESSION_DIRECTORY,
  SESSION_STEERING,
  SETTING_STORE,
  systemEventLoop,
  TRACED_USER_STORE,
  USER_DIRECTORY,
  USER_LIMITS,
} from '#ports';
import { hashPassword } from '../access/password-hash.js';
import { Passwords } from '../access/passwords.js';
import { AdminApiModule } from '../admin-api.module.js';
import { configureHttp, type HttpOptions } from '../configure-http.js';
import { LiveGateway } from '../live/live.gateway.js';
import { LiveTicker } from '../live/live-ticker.js';
import { ApiClient } from './api-client.js';
import { FakeClock } from './fake-clock.js';
import { ManualTicker } from './manual-ticker.js';
import { MemoryApiKeys } from './memory-api-keys.js';
import { MemoryBackups } from './memory-backups.js';
import { MemoryEvents } from './memory-events.js';
import { MemoryHistory } from './memory-history.js';
import { MemoryLimits } from './memory-limits.js';
import { MemoryOperators } from './memory-operators.js';
import { MemorySessions } from './memory-sessions.js';
import { MemorySettings } from './memory-settings.js';
import { MemorySteering } from './memory-steering.js';
import { MemoryAccounts, MemoryOldSessions } from './memory-stores.js';
import { MemoryTracedUsers } from './memory-traced-users.js';
import { MemoryTraces } from './memory-traces.js';
import { MemoryUsers } from './memory-users.js';

export const PASSWORD = 'correct horse';

/** Cheap enough for tests; the real cost has a spec of its own. */
const CHEAP = { N: 16, r: 1, p: 1 };
const hashes = hashPassword(PASSWORD, CHEAP);

/** The whole admin API on a free port of the loopback, over stores in memory and a clock that stands still. */
export class TestApp {
  readonly clock = new FakeClock();
  readonly ticker = new ManualTicker();
  readonly sessions = new MemorySessions();
  readonly accounts = new MemoryAccounts();
  readonly oldSessions = new MemoryOldSessions();
  readonly steering = new MemorySteering(this.sessions, this.oldSessions);
  readonly settings = new MemorySettings();
  readonly live = new LiveConfiguration(
    loadConfiguration({
      env: { SMACKS_ACK_TIMEOUT: '80', DORMOUSE_C2S_TLS_PORT: '5224' },
      readFile: () => 'smacks_max_ack_delay: 50',
    }),
  );
  readonly operators = new MemoryOperators();
  readonly apiKeys = new MemoryApiKeys();
  readonly events = new MemoryEvents();
  readonly history = new MemoryHistory();
  readonly node = { open: 0, drained: false };
  readonly limits = new MemoryLimits();
  readonly users = new MemoryUsers();
  readonly backups = new MemoryBackups();
  readonly traces = new MemoryTraces();
  private nest: NestExpressApplication | undefined;

  /** `more` are controllers that only the test has, `bound` what it binds besides the stores. */
  static async start(
    http: Partial<HttpOptions> = {},
    more: Type[] = [],
    bound: ValueProvider[] = [],
  ): Promise<TestApp> {
    const test = new TestApp();
    test.sessions.onEvent((event) => test.events.record(event));
    const ports = test.ports(bound);
    const builder = Test.createTestingModule({ imports: [ports, AdminApiModule], controllers: more });
    const module = await builder
      .overrideProvider(LiveTicker)
      .useValue(test.ticker)
      .overrideProvider(Passwords)
      .useValue(new Passwords(CHEAP))
      .compile();
    const app = module.createNestApplication<NestExpressApplication>({ logger: false });
    app.useWebSocketAdapter(new WsAdapter(app));
    configureHttp(app, { dashboardDir: '/nonexistent/dashboard', ...http });
    await app.listen(0, '127.0.0.1');
    test.nest = app;
    for (const role of ['viewer', 'operator', 'admin'] as const) {
      await test.operators.add({ username: role, passwordHash: await hashes, role, createdAt: 1 });
    }
    return test;
  }

  get app(): NestExpressApplication {
    if (this.nest === undefined) throw new Error('not started');
    return this.nest;
  }

  /** `host:port`, as browsers send it in Host and Origin. */
  get host(): string {
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  /** A client that nobody signed in. */
  client(): ApiClient {
    return new ApiClient(`http://${this.host}`);
  }

  /** A client signed in with the role's own test account. */
  async as(role: Role): Promise<ApiClient> {
    const client = this.client();
    await client.signIn(role, PASSWORD);
    return client;
  }

  /** The server's ends of the open live channels. */
  liveSockets(): Set<WebSocket> {
    return this.app.get(LiveGateway).server.clients;
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  private ports(more: ValueProvider[]) {
    const bound = [
      ...more,
      { provide: CLOCK, useValue: this.clock },
      { provide: EVENT_LOOP, useValue: systemEventLoop },
      { provide: SESSION_DIRECTORY, useValue: this.sessions },
      { provide: SETTING_STORE, useValue: this.settings },
      { provide: LiveConfiguration, useValue: this.live },
      { provide: SESSION_ACTIONS, useValue: this.sessions },
      { provide: SESSION_STEERING, useValue: this.steering },
      { provide: USER_DIRECTORY, useValue: this.users },
      { provide: USER_LIMITS, useValue: this.limits },
      { provide: ACCOUNT_STORE, useValue: this.accounts },
      { provide: OLD_SESSION_STORE, useValue: this.oldSessions },
      { provide: OPERATOR_STORE, useValue: this.operators },
      { provide: API_KEY_STORE, useValue: this.apiKeys },
      { provide: BACKUP, useValue: this.backups },
      { provide: RECENT_TRACES, useValue: this.traces },
      { provide: EVENT_STORE, useValue: this.events },
      { provide: HISTORY_STORE, useValue: this.history },
      { provide: NODE_CONTROL, useValue: this.node },
      { provide: TRACED_USER_STORE, useValue: new MemoryTracedUsers() },
    ];
    @Global()
    @Module({ providers: bound, exports: bound })
    class TestPorts {}
    return TestPorts;
  }
}

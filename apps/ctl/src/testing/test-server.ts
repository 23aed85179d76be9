import { Global, Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import { AdminApiModule, configureHttp, listenControlSocket } from '#admin-api';
import { LiveConfiguration, loadConfiguration } from '#config';
import {
  compileFilter,
  type JournalView,
  type LimitChange,
  type LimitName,
  type Overview,
  pageFrom,
  type SessionCondition,
  type SessionListQuery,
  type SessionView,
  sessionListing,
  type UserLimits,
} from '#contracts';
import {
  type ActionOutcome,
  CLOCK,
  EVENT_LOOP,
  NODE_CONTROL,
  RECENT_TRACES,
  SESSION_ACTIONS,
  SESSION_DIRECTORY,
  SESSION_STEERING,
  type SessionActions,
  type SessionDirectory,
  systemEventLoop,
  USER_DIRECTORY,
  USER_LIMITS,
  type UserLimitsPort,
} from '#ports';
import { lockDataDir, makeDataDir, openDatabase, StorageModule } from '#storage';
import { controlSocketPath } from '../backend/control-socket.js';
import { afterTest } from './cli.js';

/** Sessions and limits of a server without clients: what a test puts there, and what was asked to be done. */
export class FakeSessions implements SessionDirectory, SessionActions, UserLimitsPort {
  readonly views = new Map<string, SessionView>();
  readonly asked: string[] = [];

  find(id: string) {
    return this.views.get(id);
  }

  detail(id: string) {
    const view = this.views.get(id);
    return view && { ...view, inactive: false, roundTrips: [] };
  }

  story() {
    return undefined;
  }

  async list(query: SessionListQuery) {
    return pageFrom(sessionListing, this.views.values(), query, Date.now());
  }

  first(limit: number) {
    return [...this.views.values()].slice(0, limit);
  }

  async scan(filter: readonly SessionCondition[], visit: (view: SessionView) => false | undefined) {
    const passes = compileFilter(filter);
    for (const view of this.views.values()) if (passes(view, Date.now()) && visit(view) === false) return;
  }

  journal: Partial<JournalView> = {};

  overview(): Overview {
    const now = overview();
    return { ...now, journal: now.journal && { ...now.journal, ...this.journal } };
  }

  recentEvents() {
    return [];
  }

  onChange() {
    return () => undefined;
  }

  onEvent() {
    return () => undefined;
  }

  async expire(id: string, by: string, reason: string): Promise<ActionOutcome> {
    if (this.views.get(id)?.state === 'connected') return 'wrong-state';
    return this.kill(id, `expire by ${by}`, reason);
  }

  async kill(id: string, by: string, reason: string): Promise<ActionOutcome> {
    this.asked.push(`${by}: ${reason}`);
    return this.views.delete(id) ? 'done' : 'not-found';
  }

  async endAllOf(bareJid: string, by: string, reason: string): Promise<number> {
    this.asked.push(`${by}: ${reason} (${bareJid})`);
    return 0;
  }

  async view(user: string): Promise<UserLimits> {
    const name = 'smacks_max_hibernated_sessions' as const;
    const limits = [{ name, default: 10, override: null, effective: 10, current: 2 }];
    return { user, limits, version: 'v1' };
  }

  async set(user: string, name: LimitName, value: number | null, by: string): Promise<LimitChange> {
    if (value === 7) throw new RangeError('seven is not allowed here');
    this.asked.push(`${by}: ${name} = ${value}`);
    return { limits: await this.view(user), evicted: ['s1', 's2'] };
  }

  async clear(user: string, name: LimitName, by: string): Promise<LimitChange> {
    this.asked.push(`${by}: clear ${name}`);
    return { limits: await this.view(user), evicted: [] };
  }

  async preview(user: string, name: LimitName, value: number | null | undefined) {
    return { user, name, value: value ?? null, evicted: [], overflowing: [], forgotten: 0 };
  }

  async history() {
    return { items: [], next: null };
  }

  forget(bareJid: string): void {
    this.asked.push(`forget the limits of ${bareJid}`);
  }
}

/** The admin API on the real control socket over the real database, as a running server has them. */
export async function startTestServer(dataDir: string): Promise<FakeSessions> {
  const sessions = new FakeSessions();
  await makeDataDir(dataDir);
  const lock = await lockDataDir(dataDir);
  const live = new LiveConfiguration(loadConfiguration({ env: {}, readFile: () => '' }));
  const ports = [
    { provide: CLOCK, useValue: { now: () => Date.now(), monotonic: () => performance.now() } },
    { provide: EVENT_LOOP, useValue: systemEventLoop },
    { provide: SESSION_DIRECTORY, useValue: sessions },
    { provide: SESSION_ACTIONS, useValue: sessions },
    { provide: LiveConfiguration, useValue: live },
    { provide: SESSION_STEERING, useValue: sessions },
    { provide: RECENT_TRACES, useValue: {} },
    { provide: USER_DIRECTORY, useValue: { countsOf: () => ({ connected: 0, hibernating: 0 }) } },
    { provide: NODE_CONTROL, useValue: { open: 0, drained: false } },
    { provide: USER_LIMITS, useValue: sessions },
  ];
  @Global()
  @Module({ providers: ports, exports: ports })
  class Ports {}
  const storage = StorageModule.forRoot({ dataSource: await openDatabase(dataDir) });
  const module = await Test.createTestingModule({ imports: [Ports, storage, AdminApiModule] }).compile();
  const app = module.createNestApplication<NestExpressApplication>({ logger: false });
  app.useWebSocketAdapter(new WsAdapter(app));
  configureHttp(app, { dashboardDir: dataDir });
  await app.init();
  const closeSocket = await listenControlSocket(app, controlSocketPath(dataDir));
  afterTest(async () => {
    await closeSocket();
    await app.close();
    await lock.release();
  });
  return sessions;
}

const overview = (): Overview => ({
  version: '1.2.3',
  domain: 'localhost',
  // Started when it is asked, however long the process has been there: always up for as long.
  startedAt: Date.now() - 3_700_000,
  connected: 1,
  hibernating: 2,
  oldSessions: 0,
  queuedStanzas: 0,
  queuedBytes: 0,
  oldestUnackedAt: null,
  ackLatency: null,
  resumes: 0,
  resumeFailures: 0,
  expiries: 0,
  evictions: 0,
  stanzasIn: 0,
  stanzasOut: 0,
  loopDelayP99: 0,
  rssBytes: 1,
  journal: {
    bytes: 3_500_000,
    segments: 2,
    oldestAt: Date.now() - 60_000,
    longestAppend: 1.2,
    intents: 0,
    fsync: false,
    strainedSince: null,
    strainedReason: null,
    quarantined: 0,
  },
});

/** A session as the directory shows it. */
export const sessionView = (id: string, changes: Partial<SessionView> = {}): SessionView => ({
  id,
  user: 'romeo@localhost',
  resource: 'orchard',
  state: 'hibernating',
  streamManagement: true,
  resumable: true,
  transport: null,
  tls: null,
  address: null,
  since: 1_700_000_000_000,
  hibernatingSince: 1_700_000_100_000,
  hibernationReason: 'connection-lost',
  deadline: null,
  unacked: 3,
  queueBytes: 300,
  queueLimit: 2000,
  hIn: 11,
  hOut: 12,
  resumes: 1,
  lastResumeFailure: null,
  ackRtt: null,
  available: true,
  priority: 0,
  traceId: null,
  ...changes,
});

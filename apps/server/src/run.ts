import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  configureHttp,
  ensureFirstOperator,
  listenControlSocket,
  NodeListeners,
  Readiness,
} from '#admin-api';
import { C2sListeners, Certificates, explain, InstallationSecret } from '#c2s';
import {
  type Configuration,
  ConfigurationError,
  formatProblems,
  LiveConfiguration,
  loadConfiguration,
  restoreSettings,
} from '#config';
import { hostMeta, OfflineDelivery } from '#im';
import { JournalError } from '#journal';
import { OPERATOR_STORE, type OperatorStore } from '#ports';
import {
  DeadlineWheel,
  EventLog,
  Recovery,
  SessionCensus,
  SessionRegistry,
  SessionTrace,
  VERSION,
} from '#sessions';
import { lockDataDir, makeDataDir, openDatabase, readSettings, StorageError } from '#storage';
import { registerMetrics, setSamplingRatios, tracing } from '#telemetry';
import { drain } from './drain.js';
import { HttpCertificate } from './http-certificate.js';
import { openSessionsJournal, type SessionsJournal } from './journal.js';
import { makeLog, NestLog } from './log.js';
import { metricsSource } from './metrics-source.js';
import { ServerModule } from './server.module.js';
import { Stopwatch } from './stopwatch.js';
import type { Telemetry } from './telemetry.js';
import { GatewayAdapter } from './websocket-adapter.js';

/** Starts the server; a failure that an operator can mend is one sentence on stderr and exit 1. */
export async function run(telemetry: Telemetry): Promise<void> {
  try {
    await start(telemetry);
  } catch (error) {
    process.stderr.write(`dormouse: ${sentence(error)}\n`);
    process.exit(1);
  }
}

function sentence(error: unknown): string {
  if (error instanceof ConfigurationError) return formatProblems(error);
  if (error instanceof StorageError || error instanceof JournalError || error instanceof StartupError)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Something an operator can mend. */
class StartupError extends Error {}

const mendable = (error: unknown): never => {
  throw error instanceof StorageError ? error : new StartupError((error as Error).message);
};

/** Before Nest looks, which would tell a damaged one as a fault of ours. */
function checkSecret(server: Configuration['server']): void {
  try {
    void new InstallationSecret(server).bytes;
  } catch (error) {
    mendable(error);
  }
}

async function start(telemetry: Telemetry): Promise<void> {
  const live = new LiveConfiguration(loadConfiguration({ env: process.env }));
  const { configuration } = live;
  const { server, http } = configuration;
  const log = makeLog(server.logLevel);
  followConfiguration(live, log);
  const traces = telemetry.remember(configuration.telemetry.ringBytes, configuration.telemetry.traceUrl);

  await makeDataDir(server.dataDir);
  const lock = await lockDataDir(server.dataDir);
  const dataSource = await openDatabase(server.dataDir, { fsync: configuration.smacks.fsync });
  for (const problem of restoreSettings(live, await readSettings(dataSource))) log.warn(problem);
  const journal = openSessionsJournal(configuration, log);
  checkSecret(server);
  const certificate = http.tls ? await HttpCertificate.load(server).catch(mendable) : undefined;
  const app = await NestFactory.create<NestExpressApplication>(
    ServerModule.forRoot(live, dataSource, journal, traces),
    {
      logger: new NestLog(log),
      bodyParser: false,
      ...(certificate === undefined ? {} : { httpsOptions: certificate.pair }),
    },
  );
  // Twice the cap of a stanza: what is a little too large is told so by a stream error, the rest is not buffered.
  const payloads = { '/xmpp-websocket': 2 * configuration.c2s.maxStanzaBytes };
  app.useWebSocketAdapter(new GatewayAdapter(app, payloads));
  app.use(hostMeta(configuration.http.publicUrl));
  configureHttp(app, {
    dashboardDir: join(import.meta.dirname, '../../../dashboard'),
    metrics: telemetry.metricsHandler,
    trustProxy: http.trustProxy,
  });
  app.get(SessionTrace).key = app.get(InstallationSecret).bytes;
  await app.init();
  await comeBack(app, journal, log);
  const listeners = await listen(app, configuration).catch(mendable);
  const closeControl = await listenControlSocket(app, join(server.dataDir, 'control.sock')).catch(mendable);
  const stopMetrics = registerMetrics(telemetry.meter, metricsSource(app));
  app.get(DeadlineWheel).start();
  if (certificate) app.get(Certificates).onReload((pair) => certificate.renew(app, pair));

  await greet(app, configuration, listeners.http.port);
  whenTold(async () => {
    await drain(app, [
      closeControl,
      () => app.close(),
      () => journal.close(),
      () => telemetry.shutdown(),
      () => lock.release(),
    ]);
    stopMetrics();
  });
  app.get(NodeListeners).addresses = listeners;
  app.get(Readiness).state = 'ready';
  const ready = { ready: true, pid: process.pid, version: VERSION, domain: server.domain, listeners };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

/** What is not read where it is needed: the log's level and what is traced. */
function followConfiguration(
  { configuration, changes }: LiveConfiguration,
  log: ReturnType<typeof makeLog>,
): void {
  const trace = () => {
    setSamplingRatios(configuration.telemetry.ratios);
    tracing.userId = configuration.telemetry.userId;
  };
  trace();
  changes.on('telemetry', trace);
  changes.on('server', () => {
    log.level = configuration.server.logLevel;
  });
}

/** Sessions of before, asleep where they were, before anybody is let in. */
async function comeBack(
  app: NestExpressApplication,
  journal: SessionsJournal,
  log: ReturnType<typeof makeLog>,
): Promise<void> {
  const [registry, census] = [app.get(SessionRegistry), app.get(SessionCensus)];
  const restoring = new Stopwatch();
  const { asleep, ended, downtime } = await app.get(Recovery).restore(journal.recovered);
  journal.live = () => ({ sessions: registry.size, queueBytes: census.queue.bytes });
  for (const damage of journal.recovered.damage) app.get(EventLog).journalDamaged(damage);
  await journal.settled();
  app.get(OfflineDelivery).catchUp();
  const restored = restoring.stop();
  const facts = {
    recovery_ms: Math.round(journal.reading.ms + restored.ms),
    recovery_cpu_ms: Math.round(journal.reading.cpuMs + restored.cpuMs),
  };
  if (asleep + ended > 0)
    log.info(
      facts,
      `${asleep} sessions came back after ${Math.round(downtime / 1000)} s and can be resumed; ${ended} could not and have ended`,
    );
}

async function listen(app: NestExpressApplication, { http }: Configuration) {
  const pair = await app.get(Certificates).load();
  const streams = await app.get(C2sListeners).listen(pair);
  try {
    await app.listen(http.port, http.host);
  } catch (error) {
    throw new StartupError(explain(error as NodeJS.ErrnoException, http.host, http.port, 'http_port'));
  }
  const address = app.getHttpServer().address() as { port: number };
  return { ...streams, http: { host: http.host, port: address.port } };
}

/** What a person at the terminal needs, on stderr; the generated password is shown this once. */
async function greet(
  app: NestExpressApplication,
  { server, http }: Configuration,
  port: number,
): Promise<void> {
  const { generated } = await ensureFirstOperator(app.get<OperatorStore>(OPERATOR_STORE), {
    password: server.adminPassword,
  });
  const host = http.host.includes(':') ? `[${http.host}]` : http.host;
  const lines = [`Dashboard  ${http.tls ? 'https' : 'http'}://${host}:${port}/`];
  if (generated !== undefined) lines.push(`Sign in    admin / ${generated}   (shown this once)`);
  process.stderr.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
}

function whenTold(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`dormouse: stopping failed: ${sentence(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

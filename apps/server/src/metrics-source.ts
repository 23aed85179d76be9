import type { INestApplication } from '@nestjs/common';
import { SignInTally } from '#admin-api';
import { Connections } from '#c2s';
import { SMACKS_CONFIG, type SmacksConfig } from '#config';
import { JOURNAL, type JournalPort } from '#ports';
import { Directory, SessionCensus } from '#sessions';
import { Counters, type JournalFigures, type MetricsSource } from '#telemetry';

/** Where the metrics read their numbers; each is a field, none a walk over sessions. */
export function metricsSource(app: INestApplication): MetricsSource {
  const connections = app.get(Connections);
  const census = app.get(SessionCensus);
  const directory = app.get(Directory);
  const smacks = app.get<SmacksConfig>(SMACKS_CONFIG);
  const journal = app.get<JournalPort>(JOURNAL);
  const signIns = app.get(SignInTally);
  return {
    counters: app.get(Counters),
    connections: () => connections.open,
    sessions: () => census.states,
    oldSessions: () => directory.keptOldSessions,
    limits: () => ({
      smacks_max_hibernated_sessions: smacks.maxHibernatedSessions,
      smacks_max_old_sessions: smacks.maxOldSessions,
      smacks_max_queue_stanzas: smacks.maxQueueStanzas,
      smacks_max_queue_bytes: smacks.maxQueueBytes,
    }),
    queue: () => census.queue,
    queuesNearLimit: () => census.queuesNearLimit,
    eventLoopDelay: () => directory.loopDelay(),
    rssBytes: () => process.memoryUsage.rss(),
    journal: () => figuresOf(journal, Date.now()),
    signIns: () => signIns.byOutcome,
  };
}

function figuresOf(journal: JournalPort, now: number): JournalFigures | null {
  const { durability, bytes, segments, oldestAt, intents, strainedSince, quarantined } = journal.status();
  if (durability === 'none') return null;
  const oldestAge = oldestAt === null ? 0 : Math.max(0, now - oldestAt) / 1000;
  return { bytes, segments, oldestAge, intents, strained: strainedSince !== null, quarantined };
}

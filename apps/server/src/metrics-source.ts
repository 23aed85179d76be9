import type { INestApplication } from '@nestjs/common';
import { Connections } from '#c2s';
import { SMACKS_CONFIG, type SmacksConfig } from '#config';
import { Directory, SessionCensus } from '#sessions';
import { Counters, type MetricsSource } from '#telemetry';

/** Where the metrics read their numbers; each is a field, none a walk over sessions. */
export function metricsSource(app: INestApplication): MetricsSource {
  const connections = app.get(Connections);
  const census = app.get(SessionCensus);
  const directory = app.get(Directory);
  const smacks = app.get<SmacksConfig>(SMACKS_CONFIG);
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
    eventLoopDelay: () => directory.loopDelay(),
    rssBytes: () => process.memoryUsage.rss(),
  };
}

/**
 * Every telemetry name there is. OpenTelemetry's messaging conventions are still in development, so a rename happens
 * here or nowhere; the schema URL says which release of the conventions the names are from.
 */
export const scopeName = 'dormouse';
export const schemaUrl = 'https://opentelemetry.io/schemas/1.44.0';

export const spanNames = {
  streamOpen: 'xmpp.stream.open',
  auth: 'xmpp.auth',
  bind: 'xmpp.bind',
  enable: 'xmpp.sm.enable',
  ack: 'ack',
  ackDelayed: 'xmpp.sm.ack.delayed',
  ackTimeout: 'xmpp.sm.ack.timeout',
  hibernationStart: 'xmpp.sm.hibernation.start',
  hibernation: 'xmpp.sm.hibernation',
  resume: 'xmpp.sm.resume',
  resumeClaim: 'xmpp.sm.resume.claim',
  resumeAck: 'xmpp.sm.resume.ack',
  resumeReplay: 'xmpp.sm.resume.replay',
  expire: 'xmpp.sm.expire',
  evict: 'xmpp.sm.evict',
  kill: 'xmpp.sm.kill',
  message: 'xmpp.message',
  messageRoute: 'xmpp.message.route',
  messageDeliver: 'xmpp.message.deliver',
  journalBatch: 'xmpp.journal.batch',
  /** Followed by the operation: `db.insert`. */
  databasePrefix: 'db.',
  /** Followed by the action: `admin.session.kill`. */
  adminPrefix: 'admin.',
} as const;

/** Span attributes. */
export const attributes = {
  sessionId: 'session.id',
  userHash: 'user.hash',
  userId: 'user.id',
  errorType: 'error.type',
  peerAddress: 'network.peer.address',
  transport: 'network.transport',
  protocolName: 'network.protocol.name',
  tlsVersion: 'tls.protocol.version',
  saslMechanism: 'xmpp.sasl.mechanism',
  messagingSystem: 'messaging.system',
  operationName: 'messaging.operation.name',
  operationType: 'messaging.operation.type',
  batchCount: 'messaging.batch.message_count',
  /** Bytes of the whole stanza; of the body nothing is told. */
  stanzaSize: 'messaging.message.envelope.size',
  stanzaType: 'xmpp.stanza.type',
  recipients: 'xmpp.message.recipients',
  /** What the routing table said (RFC 6121 §8). */
  routing: 'xmpp.message.routing',
  journalEntries: 'xmpp.journal.entries',
  journalBytes: 'xmpp.journal.bytes',
  journalFsync: 'xmpp.journal.fsync',
  dbSystem: 'db.system.name',
  dbOperation: 'db.operation.name',
  dbCollection: 'db.collection.name',
  dbBatchSize: 'db.operation.batch.size',
  resumeRequested: 'xmpp.sm.resume_requested',
  maxGranted: 'xmpp.sm.max_granted',
  h: 'xmpp.sm.h',
  sendCount: 'xmpp.sm.send_count',
  unacked: 'xmpp.sm.unacked',
  queued: 'xmpp.sm.queued',
  reason: 'xmpp.sm.reason',
  deadline: 'xmpp.sm.deadline',
  outcome: 'xmpp.sm.outcome',
  previdHash: 'xmpp.sm.previd_hash',
  /** Seconds. */
  age: 'xmpp.sm.age',
  replayed: 'xmpp.sm.replayed',
  displaced: 'xmpp.sm.displaced',
  bounced: 'xmpp.sm.fate.bounced',
  stored: 'xmpp.sm.fate.stored',
  rerouted: 'xmpp.sm.fate.rerouted',
  dropped: 'xmpp.sm.fate.dropped',
  actor: 'admin.actor',
  auditId: 'admin.audit_id',
} as const;

export const metricNames = {
  activeConnections: 'xmpp.c2s.active_connections',
  connectionsOpened: 'xmpp.c2s.connections_opened',
  connectionDuration: 'xmpp.c2s.connection.duration',
  sessionCount: 'xmpp.sm.session.count',
  sessionLimit: 'xmpp.sm.session.limit',
  oldSessionCount: 'xmpp.sm.old_session.count',
  hibernationDuration: 'xmpp.sm.hibernation.duration',
  ackDuration: 'xmpp.sm.ack.duration',
  resumeDuration: 'xmpp.sm.resume.duration',
  queueUsage: 'xmpp.sm.queue.usage',
  queued: 'xmpp.sm.stanza.queued',
  acked: 'xmpp.sm.stanza.acked',
  resent: 'xmpp.sm.stanza.resent',
  bounced: 'xmpp.sm.stanza.bounced',
  offline: 'xmpp.sm.stanza.offline',
  rerouted: 'xmpp.sm.stanza.rerouted',
  dropped: 'xmpp.sm.stanza.dropped',
  coalesced: 'xmpp.sm.stanza.coalesced',
  overflows: 'xmpp.sm.queue.overflows',
  queuesNearLimit: 'xmpp.sm.queue.near_limit',
  evictions: 'xmpp.sm.eviction',
  expiries: 'xmpp.sm.expiry',
  resumes: 'xmpp.sm.resumes',
  signIns: 'xmpp.admin.sign_ins',
  acksDelayed: 'xmpp.sm.ack.delayed',
  ackTimeouts: 'xmpp.sm.ack.timeouts',
  journalAppend: 'xmpp.journal.append.duration',
  journalSize: 'xmpp.journal.size',
  journalSegments: 'xmpp.journal.segments',
  journalOldest: 'xmpp.journal.oldest_segment.age',
  journalIntents: 'xmpp.journal.intents',
  journalStrained: 'xmpp.journal.strained',
  journalQuarantined: 'xmpp.journal.quarantined',
  received: 'xmpp.stanza.received',
  sent: 'xmpp.stanza.sent',
  loopDelayP50: 'nodejs.eventloop.delay.p50',
  loopDelayP99: 'nodejs.eventloop.delay.p99',
  loopDelayMax: 'nodejs.eventloop.delay.max',
  rss: 'process.memory.usage',
  cpuTime: 'process.cpu.time',
  gcDuration: 'v8js.gc.duration',
  spansDropped: 'xmpp.telemetry.spans.dropped',
} as const;

/** Metric attributes. A user or a JID is never one: their number has no bound. */
export const metricAttributes = {
  state: 'state',
  limit: 'limit',
  outcome: 'outcome',
  errorType: 'error.type',
  unit: 'unit',
  reason: 'reason',
  kind: 'kind',
  cpuMode: 'cpu.mode',
  gcType: 'v8js.gc.type',
} as const;

/** Histogram bounds, in seconds. */
export const buckets = {
  /** A blink, a lift, a tunnel, a meeting, … a day: the bounds mod_smacks users know. */
  hibernation: [0, 1, 12, 60, 360, 900, 1440, 3600, 14_400, 86_400],
  ack: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  resume: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
  connection: [1, 10, 60, 300, 900, 3600, 14_400, 86_400, 604_800],
  /** From a page of memory to a disk that is in trouble. */
  journalAppend: [
    0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
  ],
  gc: [0.001, 0.01, 0.1, 1],
} as const;

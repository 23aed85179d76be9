/** The kinds of instrument, and of Prometheus' families after them. */
export type Kind = 'counter' | 'gauge' | 'histogram';

export interface ListedMetric {
  readonly kind: Kind;
  /** Attributes that tell its series apart, with the values there must be after {@link ./metrics.spec.ts}' story. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  /** Upper bounds of a histogram, seconds. */
  readonly bounds?: readonly number[];
}

const kinds = { kind: ['message', 'presence', 'iq'] };

/** Every metric there has to be, by its OpenTelemetry name: levels, totals, and the few distributions. */
export const metricList: Readonly<Record<string, ListedMetric>> = {
  'xmpp.c2s.active_connections': { kind: 'gauge' },
  'xmpp.c2s.connections_opened': { kind: 'counter' },
  'xmpp.c2s.connection.duration': { kind: 'histogram' },
  'xmpp.sm.session.count': { kind: 'gauge', attributes: { state: ['connected', 'hibernating', 'ending'] } },
  'xmpp.sm.session.limit': {
    kind: 'gauge',
    attributes: {
      limit: [
        'smacks_max_hibernated_sessions',
        'smacks_max_old_sessions',
        'smacks_max_queue_bytes',
        'smacks_max_queue_stanzas',
      ],
    },
  },
  'xmpp.sm.old_session.count': { kind: 'gauge' },
  'xmpp.sm.hibernation.duration': {
    kind: 'histogram',
    attributes: { outcome: ['resumed', 'killed'] },
    bounds: [0, 1, 12, 60, 360, 900, 1440, 3600, 14_400, 86_400],
  },
  'xmpp.sm.ack.duration': { kind: 'histogram' },
  'xmpp.sm.ack.delayed': { kind: 'counter' },
  'xmpp.sm.ack.timeouts': { kind: 'counter' },
  'xmpp.sm.resume.duration': { kind: 'histogram', attributes: { 'error.type': ['', 'item_not_found'] } },
  'xmpp.sm.resumes': {
    kind: 'counter',
    attributes: {
      'error.type': [
        '',
        'already_bound',
        'bad_request',
        'disabled',
        'expired',
        'h_malformed',
        'h_too_high',
        'item_not_found',
        'not_authenticated',
        'not_resumable',
        'other_user',
      ],
    },
  },
  'xmpp.admin.sign_ins': {
    kind: 'counter',
    attributes: { outcome: ['done', 'too-many-attempts', 'wrong-api-key', 'wrong-credentials'] },
  },
  'xmpp.sm.queue.usage': { kind: 'gauge', attributes: { unit: ['stanzas', 'bytes'] } },
  'xmpp.sm.queue.near_limit': { kind: 'gauge' },
  'xmpp.sm.queue.overflows': { kind: 'counter' },
  'xmpp.sm.stanza.queued': { kind: 'counter' },
  'xmpp.sm.stanza.acked': { kind: 'counter' },
  'xmpp.sm.stanza.resent': { kind: 'counter' },
  'xmpp.sm.stanza.bounced': { kind: 'counter' },
  'xmpp.sm.stanza.offline': { kind: 'counter' },
  'xmpp.sm.stanza.rerouted': { kind: 'counter' },
  'xmpp.sm.stanza.dropped': { kind: 'counter' },
  'xmpp.sm.stanza.coalesced': { kind: 'counter' },
  'xmpp.sm.eviction': { kind: 'counter', attributes: { reason: ['smacks_max_hibernated_sessions'] } },
  'xmpp.sm.expiry': { kind: 'counter' },
  'xmpp.journal.append.duration': { kind: 'histogram' },
  'xmpp.journal.size': { kind: 'gauge' },
  'xmpp.journal.segments': { kind: 'gauge' },
  'xmpp.journal.oldest_segment.age': { kind: 'gauge' },
  'xmpp.journal.intents': { kind: 'gauge' },
  'xmpp.journal.strained': { kind: 'gauge' },
  'xmpp.journal.quarantined': { kind: 'gauge' },
  'xmpp.stanza.received': { kind: 'counter', attributes: kinds },
  'xmpp.stanza.sent': { kind: 'counter', attributes: kinds },
  'nodejs.eventloop.delay.p50': { kind: 'gauge' },
  'nodejs.eventloop.delay.p99': { kind: 'gauge' },
  'nodejs.eventloop.delay.max': { kind: 'gauge' },
  'process.memory.usage': { kind: 'gauge' },
  'process.cpu.time': { kind: 'counter', attributes: { 'cpu.mode': ['user', 'system'] } },
  'v8js.gc.duration': { kind: 'histogram', attributes: { 'v8js.gc.type': ['minor'] } },
  'xmpp.telemetry.spans.dropped': {
    kind: 'counter',
    attributes: { reason: ['queue_full', 'export_failed'] },
  },
};

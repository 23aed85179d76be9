/** Telemetry: span and metric names, and the functions that write them. Knows only OpenTelemetry's API, never its SDK. */
export * from './ack.js';
export * from './admin.js';
export * from './batches.js';
export * from './counters.js';
export * from './error-type.js';
export * from './handshake.js';
export * from './hibernation.js';
export {
  observeAckDuration,
  observeConnectionDuration,
  observeHibernation,
  observeJournalAppend,
  observeResumeDuration,
} from './histograms.js';
export * from './log-facts.js';
export * from './message.js';
export * from './metrics.js';
export { buckets, metricAttributes, metricNames, schemaUrl, scopeName, spanNames } from './names.js';
export * from './remote-parent.js';
export * from './resume.js';
export * from './sampling.js';
export type { SessionRef, SpanRef } from './session-ref.js';
export * from './tracing.js';
export * from './user-hash.js';

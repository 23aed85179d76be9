import { flag, ratio, wholeNumber } from '../kind.js';
import { option, optional } from '../option.js';
import { traceUrl } from '../trace-url.js';

/** What traces say. Where they go is told by OpenTelemetry's own `OTEL_*` variables. */
export const telemetryOptions = {
  telemetry_user_id: option(flag(), false, {
    doc: 'Write bare JIDs into spans as `user.id` instead of only a keyed hash.',
    live: true,
  }),
  telemetry_lifecycle_ratio: option(ratio(), 1, {
    doc:
      'Share of sessions whose enabling, hibernations, resumptions and end get spans: all of a session’s or none. ' +
      'Failures, evictions and what operators do are always recorded, also where the other ratios would leave them out.',
    live: true,
  }),
  telemetry_connect_ratio: option(ratio(), 1, {
    doc: 'Share of connections whose opening, authentication and bind get spans.',
    live: true,
  }),
  telemetry_ack_ratio: option(ratio(), 0.1, {
    doc: 'Share of acknowledgements that get a span. One that settles a recorded message always does.',
    live: true,
  }),
  telemetry_message_ratio: option(ratio(), 0.01, {
    doc: 'Share of messages that get spans for receipt, routing and each delivery. Never what they say.',
    live: true,
  }),
  telemetry_storage_ratio: option(ratio(), 0.01, {
    doc: 'Share of the batches written to journal and database that get a span.',
    live: true,
  }),
  telemetry_ring_bytes: option(wholeNumber(0, 1 << 30), 8 * 1024 * 1024, {
    doc: 'Memory for recent traces of sessions’ lives, readable in the dashboard and the API also without a collector; 0 remembers none. In bytes.',
  }),
  telemetry_trace_url: optional(traceUrl(), {
    doc: 'Where people find a trace, with `{traceId}` in the place of its id; the dashboard links there.',
    defaultWords: 'Jaeger’s page on this machine, where a collector is configured',
  }),
};

import { flag, ratio, wholeNumber } from '../kind.js';
import { option, optional } from '../option.js';
import { traceUrl } from '../trace-url.js';

/** What traces say. Where they go is told by OpenTelemetry's own `OTEL_*` variables. */
export const telemetryOptions = {
  telemetry_user_id: option(flag(), false, {
    doc: 'Write bare JIDs into spans as `user.id` instead of only a keyed hash.',
  }),
  telemetry_ack_ratio: option(ratio(), 1, {
    doc: 'Share of acknowledgements that get a span.',
  }),
  telemetry_ring_bytes: option(wholeNumber(0, 1 << 30), 8 * 1024 * 1024, {
    doc: 'Memory for recent traces of sessions’ lives, readable in the dashboard and the API also without a collector; 0 remembers none. In bytes.',
  }),
  telemetry_trace_url: optional(traceUrl(), {
    doc: 'Where people find a trace, with `{traceId}` in the place of its id; the dashboard links there.',
    defaultWords: 'Jaeger’s page on this machine, where a collector is configured',
  }),
};

import { flag, ratio } from '../kind.js';
import { option } from '../option.js';

/** What traces say. Where they go is told by OpenTelemetry's own `OTEL_*` variables. */
export const telemetryOptions = {
  telemetry_user_id: option(flag(), false, {
    doc: 'Write bare JIDs into spans as `user.id` instead of only a keyed hash.',
  }),
  telemetry_ack_ratio: option(ratio(), 1, {
    doc: 'Share of acknowledgements that get a span.',
  }),
};

import { startTelemetry } from './telemetry.js';

// OpenTelemetry has to stand before anything it observes is loaded.
const telemetry = await startTelemetry(process.env);
const { run } = await import('./run.js');
await run(telemetry);

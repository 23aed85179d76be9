import { recordAuth, tracing, userHash } from '#telemetry';
import type { Authentication, AuthStep } from './authentication.js';
import type { StreamHost } from './stream-host.js';

/** The span of a SASL exchange, once a step has ended it. @param startedAt of that step, ms since the epoch */
export function traceAuthentication(
  { services, span }: StreamHost,
  { username, mechanism }: Authentication,
  startedAt: number,
  step: AuthStep,
): void {
  if (!tracing.enabled || step.kind === 'continue') return;
  const user = username === undefined ? undefined : `${username}@${services.server.domain}`;
  recordAuth({
    startedAt,
    endedAt: services.clock.now(),
    parent: span,
    mechanism,
    userHash: user === undefined ? undefined : userHash(services.trace.key, user),
    user,
    failure: step.kind === 'failure' ? step.condition : undefined,
  });
}

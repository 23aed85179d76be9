import { isTraced, recordAuth, tracing, userHash } from '#telemetry';
import type { Authentication, AuthStep } from './authentication.js';
import type { StreamHost } from './stream-host.js';

/**
 * The span of a SASL exchange, once a step has ended it: where the stream has one, for whom everything is recorded, and
 * of every failure.
 * @param startedAt of that step, ms since the epoch
 */
export function traceAuthentication(
  connection: StreamHost,
  { username, mechanism }: Authentication,
  startedAt: number,
  step: AuthStep,
): void {
  if (!tracing.enabled || step.kind === 'continue') return;
  const { services, address, transport, tls } = connection;
  const endedAt = services.clock.now();
  const user = username === undefined ? undefined : `${username}@${services.server.domain}`;
  const listed = user !== undefined && isTraced(user, endedAt);
  const parent = listed ? connection.traceStream() : connection.span;
  if (parent === undefined && step.kind !== 'failure') return;
  recordAuth({
    startedAt,
    endedAt,
    parent,
    mechanism,
    peerAddress: address,
    transport,
    tls: tls ?? undefined,
    userHash: user === undefined ? undefined : userHash(services.trace.key, user),
    user,
    failure: step.kind === 'failure' ? step.condition : undefined,
  });
}

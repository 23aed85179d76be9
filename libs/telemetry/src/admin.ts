import { SpanKind } from '@opentelemetry/api';
import { emit } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import type { RemoteParent } from './remote-parent.js';
import { about, type SessionRef, type SpanRef } from './session-ref.js';
import { tracing } from './tracing.js';

export interface AdminAction {
  /** One of few, lower case with dots: `session.kill`. Never holds a name or an id. */
  readonly action: string;
  /** The operator's user name. */
  readonly actor: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly auditId?: string | undefined;
  /** The session acted upon. */
  readonly session?: SessionRef | undefined;
  /** What that session did last, e.g. its hibernation start. */
  readonly link?: SpanRef | undefined;
  readonly failure?: string | undefined;
  /** Of the HTTP request, from `readTraceparent`. */
  readonly remote?: RemoteParent | undefined;
}

/** An operator did something. Always recorded: it is rare, and asked for by name. */
export function recordAdmin(admin: AdminAction): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  return emit({
    name: spanNames.adminPrefix + admin.action,
    kind: SpanKind.SERVER,
    startedAt: admin.at,
    endedAt: admin.at,
    link: admin.link,
    // What somebody else does not keep cannot be found as a parent.
    parent: admin.remote?.sampled ? admin.remote : undefined,
    failure: admin.failure,
    attributes: about(admin.session, {
      [a.actor]: admin.actor,
      [a.auditId]: admin.auditId,
    }),
  });
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Identity, Role } from '#contracts';
import { type RemoteParent, readTraceparent } from '#telemetry';

/** Who a request comes from. */
export interface Caller extends Identity {
  /** The sign-in session's key; null for the control socket and for API keys, which have none to end. */
  readonly key: string | null;
  /** Where from; null for the control socket. */
  readonly address: string | null;
  /** The trace that the request says it belongs to (W3C Trace Context). */
  readonly remote?: RemoteParent | undefined;
}

/** What requests from the control socket are: the machine's owner, who can read every file of ours anyway. They carry no
 *  cookie, so there is no CSRF to guard against. */
export const cliCaller: Caller = {
  username: 'cli',
  role: 'admin',
  rights: ['peek'],
  via: 'cli',
  csrfToken: '',
  key: null,
  address: null,
};

const ranks: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export function mayAct(caller: Pick<Caller, 'role'>, needed: Role): boolean {
  return ranks[caller.role] >= ranks[needed];
}

const callers = new WeakMap<Request, Caller>();

export function rememberCaller(request: Request, caller: Caller): void {
  const remote = readTraceparent(request.headers['traceparent']);
  callers.set(request, remote === undefined ? caller : { ...caller, remote });
}

/** The caller that the guard let in. @throws where the route lets anyone in */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('a route asks who calls but lets anyone in');
  return caller;
}

/** Hands a route the caller that the guard let in. */
export const By = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Caller =>
    callerOf(context.switchToHttp().getRequest<Request>()),
);

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AuditTrail } from '../audit/audit-trail.js';
import { ENDPOINT, type EndpointOptions, keysMayCall } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { ApiKeys, bearerOf } from './api-keys.js';
import { type Caller, cliCaller, mayAct, rememberCaller } from './caller.js';
import { ControlPeers } from './control-peers.js';
import { OwnOrigin } from './own-origin.js';
import { sameSecret } from './same-secret.js';
import { readSessionCookie } from './session-cookie.js';
import { SignInSessions } from './sign-in-sessions.js';

/** Decides for every route of the application who may call it. A route without `@Endpoint` is closed to everyone. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SignInSessions,
    private readonly apiKeys: ApiKeys,
    private readonly control: ControlPeers,
    private readonly ownOrigin: OwnOrigin,
    private readonly audit: AuditTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, context.getHandler());
    if (endpoint === undefined) throw new ApiProblem('no-such-route');
    if (this.control.has(request.socket)) {
      await this.letIn(request, cliCaller, endpoint);
      return true;
    }
    if (changes(request) && !this.ownOrigin.allows(request)) throw foreignOrigin();
    if (endpoint.role === 'anyone') return true;
    await this.letIn(request, await this.callerOf(request), endpoint);
    return true;
  }

  private async letIn(request: Request, caller: Caller, endpoint: EndpointOptions): Promise<void> {
    const { role, right } = endpoint;
    if (caller.via === 'key' && !keysMayCall(endpoint)) throw new ApiProblem('not-for-api-keys');
    if (role !== 'anyone' && !mayAct(caller, role)) {
      throw new ApiProblem('role-too-low', {
        detail: `This needs the role ${role}; you are ${caller.role}.`,
      });
    }
    if (endpoint.controlSocketOnly && caller.via !== 'cli') {
      const result = 'control-socket-only';
      await this.audit.record({
        by: caller,
        action: 'control-socket',
        target: request.path,
        detail: '',
        result,
      });
      throw new ApiProblem(result);
    }
    if (right !== undefined && !caller.rights.includes(right)) {
      const result = 'right-missing';
      await this.audit.record({
        by: caller,
        action: `right-${right}`,
        target: request.path,
        detail: '',
        result,
      });
      throw new ApiProblem(result, { detail: `This needs the right ${right}.` });
    }
    rememberCaller(request, caller);
  }

  /** An API key comes with no cookie a foreign page could make a browser send, so it needs no CSRF token. */
  private async callerOf(request: Request): Promise<Caller> {
    const bearer = bearerOf(request);
    if (bearer !== undefined) return this.apiKeys.callerOf(bearer, request.ip ?? '');
    const signedIn = this.sessions.use(readSessionCookie(request));
    if (signedIn === undefined) throw new ApiProblem('not-signed-in');
    // SameSite=Strict is the first wall; this one holds where a sibling site or an old browser gets around it.
    if (changes(request) && !sameSecret(request.get('x-csrf-token') ?? '', signedIn.csrfToken)) {
      throw new ApiProblem('csrf-token');
    }
    return { ...signedIn, rights: [...signedIn.rights], address: request.ip ?? null };
  }
}

function changes(request: Request): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}

function foreignOrigin(): ApiProblem {
  return new ApiProblem('foreign-origin', {
    detail: 'Behind a reverse proxy that speaks HTTPS, name the proxy in DORMOUSE_HTTP_TRUST_PROXY.',
  });
}

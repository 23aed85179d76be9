import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ENDPOINT, type EndpointOptions } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
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
    private readonly control: ControlPeers,
    private readonly ownOrigin: OwnOrigin,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, context.getHandler());
    if (endpoint === undefined) throw new ApiProblem('no-such-route');
    if (this.control.has(request.socket)) {
      rememberCaller(request, cliCaller);
      return true;
    }
    if (changes(request) && !this.ownOrigin.allows(request)) throw foreignOrigin();
    if (endpoint.role === 'anyone') return true;
    const caller = this.signedIn(request);
    if (!mayAct(caller, endpoint.role)) {
      throw new ApiProblem('role-too-low', {
        detail: `This needs the role ${endpoint.role}; you are ${caller.role}.`,
      });
    }
    rememberCaller(request, caller);
    return true;
  }

  private signedIn(request: Request): Caller {
    const signedIn = this.sessions.use(readSessionCookie(request));
    if (signedIn === undefined) throw new ApiProblem('not-signed-in');
    // SameSite=Strict is the first wall; this one holds where a sibling site or an old browser gets around it.
    if (changes(request) && !sameSecret(request.get('x-csrf-token') ?? '', signedIn.csrfToken)) {
      throw new ApiProblem('csrf-token');
    }
    return signedIn;
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

import { Controller, Get, Inject, Logger, Optional, Query, Req, Res } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { HTTP_CONFIG, type HttpConfig } from '#config';
import { type OidcAnswer, oidcAnswerQuerySchema, type SignInWays, signInWaysSchema } from '#contracts';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { Door } from './door.js';
import { OidcFlows } from './oidc-flows.js';
import { type OidcPerson, OidcProvider } from './oidc-provider.js';
import { OwnOrigin } from './own-origin.js';
import { readCookie } from './session-cookie.js';
import { SignInBrake } from './sign-in-brake.js';
import { SignInTally } from './sign-in-tally.js';
import { tooManyAttempts } from './too-many-attempts.js';

const BROWSER_COOKIE = 'dormouse_oidc';
const PATH = '/api/v1/sign-in/oidc';

/** Signing in at an OpenID Connect provider. Browsers walk this way, so its refusals are pages of the dashboard. */
@Controller('api/v1/sign-in')
export class OidcController {
  private readonly logger = new Logger('Oidc');

  constructor(
    private readonly provider: OidcProvider,
    private readonly flows: OidcFlows,
    private readonly door: Door,
    private readonly brake: SignInBrake,
    private readonly tally: SignInTally,
    private readonly ownOrigin: OwnOrigin,
    private readonly audit: AuditTrail,
    @Optional() @Inject(HTTP_CONFIG) private readonly http?: HttpConfig,
  ) {}

  @Get('ways')
  @Endpoint({ role: 'anyone', does: 'Which ways lead in besides a password', answer: signInWaysSchema })
  ways(): SignInWays {
    const { settings } = this.provider;
    return { oidc: settings === undefined ? null : { name: settings.name } };
  }

  @Get('oidc')
  @Endpoint({
    role: 'anyone',
    does: 'Send the browser to the identity provider',
    status: 302,
    refuses: ['no-identity-provider', 'too-many-attempts'],
  })
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.mustBeOpen(request);
    const { state, browser, flow } = this.flows.begin(`${this.base(request)}${PATH}/callback`);
    try {
      const url = await this.provider.authorizationUrl(flow, state);
      response.cookie(BROWSER_COOKIE, browser, this.cookieOptions(request));
      response.redirect(url.href);
    } catch (error) {
      this.fail(response, 'provider', error as Error);
    }
  }

  @Get('oidc/callback')
  @Endpoint({
    role: 'anyone',
    does: 'Where the identity provider sends the browser back to: signs in, and on to the dashboard',
    status: 302,
    refuses: ['no-identity-provider', 'too-many-attempts'],
  })
  async finish(
    @Query({ schema: oidcAnswerQuerySchema }) { state }: OidcAnswer,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.mustBeOpen(request);
    const flow = this.flows.finish(state, readCookie(request, BROWSER_COOKIE));
    response.clearCookie(BROWSER_COOKIE, this.cookieOptions(request));
    if (flow === undefined) return this.refuse(request, response, 'expired');
    let person: OidcPerson;
    try {
      const comeBack = new URL(flow.redirectUri);
      comeBack.search = new URL(request.url, 'http://localhost').search;
      person = await this.provider.person(comeBack, state, flow);
    } catch (error) {
      return this.refuse(request, response, 'provider', error as Error);
    }
    return this.letIn(person, request, response);
  }

  private async letIn(
    { username, subject, role }: OidcPerson,
    request: Request,
    response: Response,
  ): Promise<void> {
    const by = { username, via: 'oidc', address: request.ip ?? '' } as const;
    const result = role === undefined ? 'no-role' : 'done';
    this.tally.count(result);
    await this.audit.record(
      { by, action: 'sign-in', target: username, detail: `subject ${subject}`, result },
      role === undefined ? result : undefined,
    );
    if (role === undefined) return this.fail(response, 'no-role');
    this.door.enter({ username, role, via: 'oidc' }, request, response);
    response.redirect(`${this.basePath()}/`);
  }

  private mustBeOpen(request: Request): void {
    if (this.provider.settings === undefined) throw new ApiProblem('no-identity-provider');
    const waitFor = this.brake.lockOfAddress(request.ip ?? '');
    if (waitFor > 0) throw tooManyAttempts(waitFor);
  }

  /** Forged answers count against their address. */
  private refuse(request: Request, response: Response, why: 'expired' | 'provider', error?: Error): void {
    this.brake.failed(request.ip ?? '');
    this.tally.count(`oidc-${why}`);
    this.fail(response, why, error);
  }

  /** Never the provider's own words: they go to the log. */
  private fail(response: Response, why: string, error?: Error): void {
    if (error !== undefined) this.logger.warn(`sign-in by the identity provider failed: ${error.message}`);
    response.redirect(`${this.basePath()}/sign-in?failed=${why}`);
  }

  /** Lax, because the provider's page leads back here: Strict would not be sent along. */
  private cookieOptions(request: Request): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', path: PATH, secure: this.ownOrigin.isSecure(request) };
  }

  private base(request: Request): string {
    return this.http?.publicUrl?.replace(/\/$/, '') ?? this.ownOrigin.of(request);
  }

  private basePath(): string {
    const { publicUrl } = this.http ?? {};
    return publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  }
}

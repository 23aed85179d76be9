import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Identity, identitySchema, type SignIn, signInSchema } from '#contracts';
import { OPERATOR_STORE, type Operator, type OperatorStore } from '#ports';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { By, type Caller } from './caller.js';
import { OwnOrigin } from './own-origin.js';
import { hashOfNobody, verifyPassword } from './password-hash.js';
import { cookieOptions, readSessionCookie, SESSION_COOKIE } from './session-cookie.js';
import { SignInBrake } from './sign-in-brake.js';
import { SignInSessions } from './sign-in-sessions.js';

/** Signing in to the dashboard and out again. */
@Controller('api/v1')
export class SignInController {
  private readonly nobody = hashOfNobody();

  constructor(
    @Inject(OPERATOR_STORE) private readonly operators: OperatorStore,
    private readonly sessions: SignInSessions,
    private readonly brake: SignInBrake,
    private readonly ownOrigin: OwnOrigin,
    private readonly audit: AuditTrail,
  ) {}

  @Post('sign-in')
  @Endpoint({
    role: 'anyone',
    does: 'Sign in: sets the session cookie, answers the token for changing requests',
    answer: identitySchema,
    refuses: ['wrong-credentials', 'too-many-attempts'],
    changes: true,
  })
  async signIn(
    @Body({ schema: signInSchema }) { username, password }: SignIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Identity> {
    const operator = await this.authenticate(username, password, request.ip ?? '');
    // A cookie that came along is ended, never adopted: nobody can plant the id that someone else then signs in with.
    const former = this.sessions.use(readSessionCookie(request));
    if (former !== undefined) this.sessions.end(former.key);
    const { cookie, signedIn } = this.sessions.begin(operator.username, operator.role);
    response.cookie(SESSION_COOKIE, cookie, cookieOptions(this.ownOrigin.isSecure(request)));
    return { username: signedIn.username, role: signedIn.role, csrfToken: signedIn.csrfToken };
  }

  @Post('sign-out')
  @Endpoint({
    role: 'viewer',
    does: 'Sign out: ends the session and its live channel',
    status: 204,
    changes: true,
  })
  signOut(@By() by: Caller, @Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    if (by.key !== null) this.sessions.end(by.key);
    const { maxAge: _, ...options } = cookieOptions(this.ownOrigin.isSecure(request));
    response.clearCookie(SESSION_COOKIE, options);
  }

  @Get('me')
  @Endpoint({ role: 'viewer', does: 'Who is signed in', answer: identitySchema })
  me(@By() { username, role, csrfToken }: Caller): Identity {
    return { username, role, csrfToken };
  }

  private async authenticate(username: string, password: string, address: string): Promise<Operator> {
    const attempt = this.brake.begin(username, address);
    if ('waitFor' in attempt) {
      const seconds = Math.ceil(attempt.waitFor / 1000);
      throw new ApiProblem('too-many-attempts', {
        detail: `Try again in ${seconds} seconds.`,
        retryAfterSeconds: seconds,
      });
    }
    const operator = await this.operators.find(username);
    const right = await verifyPassword(password, operator?.passwordHash ?? this.nobody);
    if (operator !== undefined) this.note(username, address, right);
    if (operator === undefined || !right) throw new ApiProblem('wrong-credentials');
    attempt.succeeded();
    return operator;
  }

  /** Known names only: people type passwords into the name field. Not awaited, or the time would tell which names are known. */
  private note(username: string, address: string, right: boolean): void {
    void this.audit.record({
      actor: username,
      action: 'sign-in',
      target: username,
      detail: address,
      result: right ? 'done' : 'wrong-credentials',
    });
  }
}

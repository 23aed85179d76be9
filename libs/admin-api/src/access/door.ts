import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Caller } from './caller.js';
import { OwnOrigin } from './own-origin.js';
import { cookieOptions, readSessionCookie, SESSION_COOKIE } from './session-cookie.js';
import { type SignedIn, type SignInOrigin, SignInSessions } from './sign-in-sessions.js';

/** Lets people in and out: the one place where session cookies are given and taken, however someone proved who they are. */
@Injectable()
export class Door {
  constructor(
    private readonly sessions: SignInSessions,
    private readonly ownOrigin: OwnOrigin,
  ) {}

  enter(
    { username, role, rights, via }: Pick<Caller, 'username' | 'role' | 'via'> & SignInOrigin,
    request: Request,
    response: Response,
  ): SignedIn {
    // A cookie that came along is ended, never adopted: nobody can plant the id that someone else then signs in with.
    const former = this.sessions.use(readSessionCookie(request));
    if (former !== undefined) this.sessions.end(former.key);
    const origin = { via, address: request.ip ?? '', agent: request.get('user-agent') ?? '' };
    const { cookie, signedIn } = this.sessions.begin(username, role, {
      ...origin,
      ...(rights && { rights }),
    });
    response.cookie(SESSION_COOKIE, cookie, cookieOptions(this.ownOrigin.isSecure(request)));
    return signedIn;
  }

  leave({ key }: Caller, request: Request, response: Response): void {
    if (key !== null) this.sessions.end(key);
    const { maxAge: _, ...options } = cookieOptions(this.ownOrigin.isSecure(request));
    response.clearCookie(SESSION_COOKIE, options);
  }
}

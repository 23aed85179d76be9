import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Identity, identitySchema, type SignIn, signInSchema } from '#contracts';
import { Endpoint } from '../openapi/endpoint.js';
import { By, type Caller } from './caller.js';
import { Door } from './door.js';
import { PasswordSignIn } from './password-sign-in.js';
import type { SignedIn } from './sign-in-sessions.js';

/** Signing in to the dashboard and out again. */
@Controller('api/v1')
export class SignInController {
  constructor(
    private readonly passwordSignIn: PasswordSignIn,
    private readonly door: Door,
  ) {}

  @Post('sign-in')
  @Endpoint({
    role: 'anyone',
    does: 'Sign in: sets the session cookie, answers the token for changing requests',
    answer: identitySchema,
    refuses: ['wrong-credentials', 'code-required', 'too-many-attempts'],
    changes: true,
  })
  async signIn(
    @Body({ schema: signInSchema }) body: SignIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Identity> {
    const operator = await this.passwordSignIn.authenticate(body, request.ip ?? '');
    return identityOf(this.door.enter({ ...operator, via: 'password' }, request, response));
  }

  @Post('sign-out')
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'Sign out: ends the session and its live channel',
    status: 204,
    changes: true,
  })
  signOut(@By() by: Caller, @Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    this.door.leave(by, request, response);
  }

  @Get('me')
  @Endpoint({ role: 'viewer', does: 'Who is signed in', answer: identitySchema })
  me(@By() by: Caller): Identity {
    return identityOf(by);
  }
}

function identityOf({ username, role, rights, via, csrfToken }: Readonly<Identity> | SignedIn): Identity {
  return { username, role, rights: [...rights], via, csrfToken };
}

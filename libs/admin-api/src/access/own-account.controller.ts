import { Body, Controller, Get, Inject, Post, Put } from '@nestjs/common';
import {
  type OwnPassword,
  type OwnSecondFactor,
  ownPasswordSchema,
  ownSecondFactorSchema,
  type PresentPassword,
  presentPasswordSchema,
  type RecoveryCodes,
  recoveryCodesSchema,
  type SecondFactorCode,
  type SecondFactorOffer,
  secondFactorCodeSchema,
  secondFactorSchema,
} from '#contracts';
import { OPERATOR_STORE, type Operator, type OperatorStore } from '#ports';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { By, type Caller } from './caller.js';
import { PasswordSignIn } from './password-sign-in.js';
import { Passwords } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import { SignInSessions } from './sign-in-sessions.js';

const refusals = ['no-password-here', 'wrong-password', 'too-many-attempts'] as const;

/** What everyone does with the dashboard account they are signed in with. */
@Controller('api/v1/me')
export class OwnAccountController {
  constructor(
    @Inject(OPERATOR_STORE) private readonly operators: OperatorStore,
    private readonly passwordSignIn: PasswordSignIn,
    private readonly passwords: Passwords,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: SignInSessions,
    private readonly audit: AuditTrail,
  ) {}

  @Put('password')
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'Change the own password; all other sign-ins end',
    status: 204,
    refuses: refusals,
    changes: true,
  })
  setPassword(
    @Body({ schema: ownPasswordSchema }) { current, password }: OwnPassword,
    @By() by: Caller,
  ): Promise<void> {
    return this.perform('operator-password', by, current, async ({ username }) => {
      await this.operators.setPassword(username, await this.passwords.hash(password));
      this.sessions.endAllOf(username, by.key);
    });
  }

  @Get('second-factor')
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'Whether the own account has one-time codes set up, and how many recovery codes are left',
    answer: ownSecondFactorSchema,
    refuses: ['no-password-here'],
  })
  async state(@By() by: Caller): Promise<OwnSecondFactor> {
    const { secondFactor } = await this.own(by);
    if (!secondFactor?.confirmed) return { on: false, recoveryCodes: 0 };
    return { on: true, recoveryCodes: secondFactor.recoveryHashes.length };
  }

  @Post('second-factor')
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'Begin to set up one-time codes: answers the secret for an authenticator',
    answer: secondFactorSchema,
    refuses: [...refusals, 'second-factor-exists'],
    changes: true,
  })
  offer(
    @Body({ schema: presentPasswordSchema }) { password }: PresentPassword,
    @By() by: Caller,
  ): Promise<SecondFactorOffer> {
    return this.perform('second-factor-offer', by, password, (own) => this.secondFactors.offer(own));
  }

  @Post('second-factor/confirm')
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'Finish setting up one-time codes with the first of them: answers the recovery codes',
    answer: recoveryCodesSchema,
    refuses: ['no-password-here', 'no-second-factor', 'second-factor-exists', 'wrong-code'],
    changes: true,
  })
  confirm(
    @Body({ schema: secondFactorCodeSchema }) { code }: SecondFactorCode,
    @By() by: Caller,
  ): Promise<RecoveryCodes> {
    const intent = { by, action: 'second-factor-confirm', target: by.username, detail: '' };
    return this.audit.perform(intent, async () => {
      return { recoveryCodes: await this.secondFactors.confirm(await this.own(by), code) };
    });
  }

  @Post('second-factor/remove')
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'Sign in without one-time codes again',
    status: 204,
    refuses: [...refusals, 'no-second-factor'],
    changes: true,
  })
  remove(
    @Body({ schema: presentPasswordSchema }) { password }: PresentPassword,
    @By() by: Caller,
  ): Promise<void> {
    return this.perform('second-factor-remove', by, password, async ({ username, secondFactor }) => {
      if (secondFactor === null) throw new ApiProblem('no-second-factor');
      await this.operators.setSecondFactor(username, null);
    });
  }

  private async own({ via, username }: Caller): Promise<Operator> {
    const own = via === 'password' ? await this.operators.find(username) : undefined;
    if (own === undefined) throw new ApiProblem('no-password-here');
    return own;
  }

  /** With the password once more: what is done here decides who gets in from now on. */
  private perform<T>(
    action: string,
    by: Caller,
    password: string,
    act: (own: Operator) => Promise<T>,
  ): Promise<T> {
    const intent = { by, action, target: by.username, detail: '' };
    return this.audit.perform(intent, async () => {
      if (by.via !== 'password') throw new ApiProblem('no-password-here');
      return act(await this.passwordSignIn.confirm(by.username, password, by.address ?? ''));
    });
  }
}

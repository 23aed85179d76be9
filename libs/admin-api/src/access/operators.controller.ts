import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { newPasswordSchema } from '#contracts';
import { OPERATOR_STORE, type OperatorStore } from '#ports';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { By, type Caller } from './caller.js';
import { hashPassword } from './password-hash.js';
import { SignInSessions } from './sign-in-sessions.js';

/** Dashboard accounts. */
@Controller('api/v1/operators')
export class OperatorsController {
  constructor(
    @Inject(OPERATOR_STORE) private readonly operators: OperatorStore,
    private readonly sessions: SignInSessions,
    private readonly audit: AuditTrail,
  ) {}

  @Put(':username/password')
  @Endpoint({
    role: 'admin',
    does: 'Set the password of a dashboard account and sign it out everywhere',
    status: 204,
    refuses: ['no-such-operator'],
    changes: true,
  })
  setPassword(
    @Param('username') username: string,
    @Body({ schema: newPasswordSchema }) { password }: z.infer<typeof newPasswordSchema>,
    @By() by: Caller,
  ): Promise<void> {
    const intent = { actor: by.username, action: 'operator-password', target: username, detail: '' };
    return this.audit.perform(intent, async () => {
      const operator = await this.operators.find(username);
      if (operator === undefined) throw new ApiProblem('no-such-operator');
      await this.operators.save({ ...operator, passwordHash: await hashPassword(password) });
      this.sessions.endAllOf(username);
    });
  }
}

import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Put } from '@nestjs/common';
import {
  type NewOperator,
  newOperatorSchema,
  type OperatorChange,
  type OperatorPassword,
  type OperatorView,
  operatorChangeSchema,
  operatorPasswordSchema,
  operatorViewSchema,
  type Page,
} from '#contracts';
import {
  CLOCK,
  type Clock,
  OPERATOR_STORE,
  type Operator,
  type OperatorOutcome,
  type OperatorStore,
} from '#ports';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { operatorPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { By, type Caller } from './caller.js';
import { Passwords } from './passwords.js';
import { SignInSessions } from './sign-in-sessions.js';

/** Dashboard accounts. What is done to one reaches those who are signed in with it at once. */
@Controller('api/v1/operators')
export class OperatorsController {
  constructor(
    @Inject(OPERATOR_STORE) private readonly operators: OperatorStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: SignInSessions,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({ role: 'admin', does: 'List the dashboard accounts by name', answer: operatorPageSchema })
  async list(): Promise<Page<OperatorView>> {
    const items = (await this.operators.list()).map(viewOf);
    return { items, next: null, total: items.length };
  }

  @Post()
  @Endpoint({
    role: 'admin',
    does: 'Add a dashboard account',
    status: 201,
    answer: operatorViewSchema,
    refuses: ['operator-exists'],
    changes: true,
  })
  add(
    @Body({ schema: newOperatorSchema }) { username, password, role, rights }: NewOperator,
    @By() by: Caller,
  ): Promise<OperatorView> {
    const intent = {
      by,
      action: 'operator-add',
      target: username,
      detail: '',
      after: words({ role, rights }),
    };
    return this.audit.perform(intent, async () => {
      const passwordHash = await this.passwords.hash(password);
      const row = { username, passwordHash, role, rights: [...new Set(rights)], createdAt: this.clock.now() };
      if (!(await this.operators.add(row))) throw new ApiProblem('operator-exists');
      return viewOf(await this.find(username));
    });
  }

  @Patch(':username')
  @Endpoint({
    role: 'admin',
    does: 'Change role and rights of a dashboard account, disable or enable it',
    answer: operatorViewSchema,
    refuses: ['no-such-operator', 'last-admin'],
    changes: true,
  })
  async change(
    @Param('username') username: string,
    @Body({ schema: operatorChangeSchema }) { role, rights, disabled }: OperatorChange,
    @By() by: Caller,
  ): Promise<OperatorView> {
    const before = await this.operators.find(username);
    const changes = {
      ...(role !== undefined && { role }),
      ...(rights !== undefined && { rights: [...new Set(rights)] }),
      ...(disabled !== undefined && { disabled }),
    };
    const about = { before: before && words(before), after: before && words({ ...before, ...changes }) };
    const intent = { by, action: 'operator-change', target: username, detail: '', ...about };
    return this.audit.perform(intent, async () => {
      refuse(await this.operators.change(username, changes));
      const now = await this.find(username);
      if (now.disabled) this.sessions.endAllOf(username);
      else this.sessions.change(username, { role: now.role, rights: now.rights });
      return viewOf(now);
    });
  }

  @Delete(':username')
  @Endpoint({
    role: 'admin',
    does: 'Remove a dashboard account and sign it out everywhere',
    status: 204,
    refuses: ['no-such-operator', 'last-admin'],
    changes: true,
  })
  async remove(@Param('username') username: string, @By() by: Caller): Promise<void> {
    const before = await this.operators.find(username);
    const intent = {
      by,
      action: 'operator-remove',
      target: username,
      detail: '',
      before: before && words(before),
    };
    await this.audit.perform(intent, async () => {
      refuse(await this.operators.remove(username));
      this.sessions.endAllOf(username);
    });
  }

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
    @Body({ schema: operatorPasswordSchema }) { password }: OperatorPassword,
    @By() by: Caller,
  ): Promise<void> {
    return this.audit.perform({ by, action: 'operator-password', target: username, detail: '' }, async () => {
      await this.find(username);
      await this.operators.setPassword(username, await this.passwords.hash(password));
      this.sessions.endAllOf(username);
    });
  }

  @Delete(':username/second-factor')
  @Endpoint({
    role: 'admin',
    does: 'Let a dashboard account sign in without one-time codes, e.g. when its authenticator is lost',
    status: 204,
    refuses: ['no-such-operator', 'no-second-factor'],
    changes: true,
  })
  removeSecondFactor(@Param('username') username: string, @By() by: Caller): Promise<void> {
    const intent = { by, action: 'second-factor-remove', target: username, detail: '' };
    return this.audit.perform(intent, async () => {
      if ((await this.find(username)).secondFactor === null) throw new ApiProblem('no-second-factor');
      await this.operators.setSecondFactor(username, null);
    });
  }

  private async find(username: string): Promise<Operator> {
    const operator = await this.operators.find(username);
    if (operator === undefined) throw new ApiProblem('no-such-operator');
    return operator;
  }
}

function refuse(outcome: OperatorOutcome): void {
  if (outcome === 'not-found') throw new ApiProblem('no-such-operator');
  if (outcome === 'last-admin') throw new ApiProblem('last-admin');
}

/** Leaves out the secrets. */
function viewOf(operator: Operator): OperatorView {
  const { username, role, rights, disabled, createdAt, lastSignInAt } = operator;
  const secondFactor = operator.secondFactor?.confirmed ?? false;
  return { username, role, rights: [...rights], disabled, secondFactor, createdAt, lastSignInAt };
}

/** As the audit log tells it. */
function words({
  role,
  rights,
  disabled = false,
}: Pick<Operator, 'role' | 'rights'> & { disabled?: boolean }): string {
  return [role, ...rights.map((right) => `may ${right}`), ...(disabled ? ['disabled'] : [])].join(', ');
}

import { Inject, Injectable } from '@nestjs/common';
import type { SignIn } from '#contracts';
import { CLOCK, type Clock, OPERATOR_STORE, type Operator, type OperatorStore } from '#ports';
import { AuditTrail } from '../audit/audit-trail.js';
import { ApiProblem } from '../problems/api-problem.js';
import type { ProblemCode } from '../problems/problem-codes.js';
import { Passwords } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import { type Attempt, SignInBrake } from './sign-in-brake.js';
import { SignInTally } from './sign-in-tally.js';
import { tooManyAttempts } from './too-many-attempts.js';

/** Finds out whether someone is the dashboard account that they say they are. */
@Injectable()
export class PasswordSignIn {
  constructor(
    @Inject(OPERATOR_STORE) private readonly operators: OperatorStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly secondFactors: SecondFactors,
    private readonly brake: SignInBrake,
    private readonly audit: AuditTrail,
    private readonly tally: SignInTally,
  ) {}

  /** The account; refuses with `wrong-credentials` whatever is wrong, `code-required` once the password is right. */
  async authenticate({ username, password, code }: SignIn, address: string): Promise<Operator> {
    const attempt = this.begin(username, address);
    const operator = await this.operators.find(username);
    const right = await this.passwords.verify(password, operator?.passwordHash);
    const refusal = await this.refusalOf(operator, right, code);
    this.tally.count(refusal ?? 'done');
    if (operator !== undefined) this.note(username, address, refusal);
    if (refusal === 'code-required') attempt.undecided();
    if (operator === undefined || refusal !== undefined) {
      throw new ApiProblem(refusal === 'code-required' ? refusal : 'wrong-credentials');
    }
    attempt.succeeded();
    await this.settle(operator, password);
    return this.unchanged(operator);
  }

  /** The account of someone signed in, after they proved once more that it is they. */
  async confirm(username: string, password: string, address: string): Promise<Operator> {
    const attempt = this.begin(username, address);
    const operator = await this.operators.find(username);
    const right = await this.passwords.verify(password, operator?.passwordHash);
    if (operator === undefined || !right) throw new ApiProblem('wrong-password');
    attempt.succeeded();
    return operator;
  }

  private begin(username: string, address: string): Attempt {
    const attempt = this.brake.begin(username, address);
    if (!('waitFor' in attempt)) return attempt;
    this.tally.count('too-many-attempts');
    throw tooManyAttempts(attempt.waitFor);
  }

  private async refusalOf(
    operator: Operator | undefined,
    right: boolean,
    code: string | undefined,
  ): Promise<ProblemCode | 'wrong-code' | 'disabled' | undefined> {
    if (operator === undefined || !right) return 'wrong-credentials';
    if (operator.disabled) return 'disabled';
    if (!operator.secondFactor?.confirmed) return undefined;
    if (code === undefined || code === '') return 'code-required';
    return (await this.secondFactors.takes(operator, code)) ? undefined : 'wrong-code';
  }

  /** While the password is at hand: a hash of cheaper days is made anew. */
  private async settle({ username, passwordHash }: Operator, password: string): Promise<void> {
    await this.operators.recordSignIn(username, this.clock.now());
    if (!this.passwords.isOutdated(passwordHash)) return;
    await this.operators.setPassword(username, await this.passwords.hash(password));
  }

  /** Checking took a while: whoever was disabled or removed meanwhile must not slip in behind that. */
  private async unchanged({ username }: Operator): Promise<Operator> {
    const now = await this.operators.find(username);
    if (now === undefined || now.disabled) throw new ApiProblem('wrong-credentials');
    return now;
  }

  /** Known names only: people type passwords into the name field. Not awaited, or the time would tell which names are known. */
  private note(username: string, address: string, refusal: string | undefined): void {
    const by = { username, via: 'password', address } as const;
    const line = { by, action: 'sign-in', target: username, detail: '', result: refusal ?? 'done' };
    void this.audit.record(line, refusal);
  }
}

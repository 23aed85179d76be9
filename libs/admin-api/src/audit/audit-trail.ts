import { Inject, Injectable, Logger } from '@nestjs/common';
import { type AuditEntry, CLOCK, type Clock, OPERATOR_STORE, type OperatorStore } from '#ports';
import { ApiProblem } from '../problems/api-problem.js';

/** What is known of an action before it is tried. */
export type Intent = Omit<AuditEntry, 'at' | 'result'>;

/** Who did what to what, and how it went. Every action that changes something goes through here. */
@Injectable()
export class AuditTrail {
  private readonly logger = new Logger('Audit');

  constructor(
    @Inject(OPERATOR_STORE) private readonly store: OperatorStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Does it and writes down how it went: `resultOf` its value, the code of a refusal, or `failed`. Attempts count too. */
  async perform<T>(
    intent: Intent,
    act: () => Promise<T>,
    resultOf: (value: T) => string = () => 'done',
  ): Promise<T> {
    let value: T;
    try {
      value = await act();
    } catch (error) {
      await this.record({ ...intent, result: error instanceof ApiProblem ? error.code : 'failed' });
      throw error;
    }
    await this.record({ ...intent, result: resultOf(value) });
    return value;
  }

  /** Never throws: the action has happened, and telling its caller that it failed would be a lie. The log keeps the entry then. */
  async record(entry: Omit<AuditEntry, 'at'>): Promise<void> {
    const whole = { at: this.clock.now(), ...entry };
    try {
      await this.store.audit(whole);
    } catch (error) {
      this.logger.error(`audit entry could not be stored: ${JSON.stringify(whole)}: ${String(error)}`);
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { BulkRequest } from '#contracts';
import {
  ACCOUNT_STORE,
  type AccountStore,
  SESSION_ACTIONS,
  SESSION_STEERING,
  type SessionActions,
  type SessionSteering,
  USER_LIMITS,
  type UserLimitsPort,
} from '#ports';
import type { ItemOutcome } from './bulk-job.js';

const DONE: ItemOutcome = { outcome: 'done', why: null };
const GONE: ItemOutcome = { outcome: 'skipped', why: 'no-such-session' };
const WRONG_STATE: ItemOutcome = { outcome: 'failed', why: 'wrong-state' };

/** Does to one of them what a bulk action does to all: the same as the action by itself. */
@Injectable()
export class BulkActions {
  constructor(
    @Inject(SESSION_ACTIONS) private readonly actions: SessionActions,
    @Inject(SESSION_STEERING) private readonly steering: SessionSteering,
    @Inject(USER_LIMITS) private readonly limits: UserLimitsPort,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
  ) {}

  async act(request: BulkRequest, id: string, by: string): Promise<ItemOutcome> {
    switch (request.action) {
      case 'expire':
        return told(await this.actions.expire(id, by, request.reason));
      case 'kill':
        return told(await this.actions.kill(id, by, request.reason));
      case 'disconnect':
        return told(await this.steering.disconnect(id, by, request.reason));
      case 'request-ack':
        return told(await this.steering.requestAck(id, by, request.reason, 0));
      case 'extend':
        return told(
          await this.steering.extend(id, by, request.reason, request.seconds * 1000, request.beyondLimit),
        );
      case 'set-limit':
        // As for one user: a limit for somebody who is not there would look set and never act.
        if ((await this.accounts.find(id)) === undefined)
          return { outcome: 'skipped', why: 'no-such-account' };
        return this.#limit(() => this.limits.set(id, request.name, request.value, by));
      case 'clear-limit':
        return this.#limit(() => this.limits.clear(id, request.name, by));
    }
  }

  async #limit(change: () => Promise<unknown>): Promise<ItemOutcome> {
    try {
      await change();
      return DONE;
    } catch (error) {
      if (error instanceof RangeError) return { outcome: 'failed', why: 'limit-not-allowed' };
      throw error;
    }
  }
}

function told(outcome: unknown): ItemOutcome {
  if (outcome === 'not-found') return GONE;
  return outcome === 'wrong-state' ? WRONG_STATE : DONE;
}

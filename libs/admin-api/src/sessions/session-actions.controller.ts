import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import {
  type AckRequestResult,
  type ActionResult,
  ackRequestResultSchema,
  actionResultSchema,
  type Extend,
  type ExtendResult,
  extendResultSchema,
  extendSchema,
  type RequestAck,
  requestAckSchema,
  type SessionAction,
  sessionActionSchema,
} from '#contracts';
import { SESSION_ACTIONS, SESSION_STEERING, type SessionActions, type SessionSteering } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { Endpoint } from '../openapi/endpoint.js';
import { done } from './session-action-outcome.js';

const refuses = ['no-such-session', 'wrong-state', 'idempotency-key-reused'] as const;
const toOperators = { role: 'operator', refuses, changes: true } as const;

/** What operators do to one session. Each answers when it has happened. */
@Controller('api/v1/sessions/:id')
export class SessionActionsController {
  constructor(
    @Inject(SESSION_ACTIONS) private readonly actions: SessionActions,
    @Inject(SESSION_STEERING) private readonly steering: SessionSteering,
    private readonly audit: AuditTrail,
  ) {}

  @Post('request-ack')
  @Endpoint({
    ...toOperators,
    does: 'Ask the client which stanzas it has (XEP-0198 `<r/>`), and wait for its answer if wanted',
    answer: ackRequestResultSchema,
  })
  @Idempotent()
  requestAck(
    @Param('id') id: string,
    @Body({ schema: requestAckSchema }) { reason, waitSeconds }: RequestAck,
    @By() by: Caller,
  ): Promise<AckRequestResult> {
    return this.audit.perform(
      { by, action: 'session-request-ack', target: id, detail: reason },
      async () => {
        const { rtt, unacked } = done(
          await this.steering.requestAck(id, by.username, reason, waitSeconds * 1000),
          'Only a connected session with stream management can be asked.',
        );
        return { outcome: 'done', answered: rtt !== null, rtt, unacked };
      },
      ({ answered }) => (waitSeconds === 0 ? 'done' : `done, ${answered ? 'answered' : 'not answered'}`),
    );
  }

  @Post('disconnect')
  @Endpoint({
    ...toOperators,
    does: 'Close the connection of a session that can be resumed: it hibernates',
    answer: actionResultSchema,
  })
  @Idempotent()
  disconnect(
    @Param('id') id: string,
    @Body({ schema: sessionActionSchema }) { reason }: SessionAction,
    @By() by: Caller,
  ): Promise<ActionResult> {
    return this.audit.perform({ by, action: 'session-disconnect', target: id, detail: reason }, async () => ({
      outcome: done(
        await this.steering.disconnect(id, by.username, reason),
        'It has no connection, or would end with it because resumption was not granted; kill ends it.',
      ),
    }));
  }

  @Post('extend')
  @Endpoint({
    ...toOperators,
    does: 'Give a hibernating session more time',
    answer: extendResultSchema,
  })
  @Idempotent()
  extend(
    @Param('id') id: string,
    @Body({ schema: extendSchema }) { reason, seconds, beyondLimit }: Extend,
    @By() by: Caller,
  ): Promise<ExtendResult> {
    const detail = `${seconds} s${beyondLimit ? ' beyond the limit' : ''}: ${reason}`;
    return this.audit.perform(
      { by, action: 'session-extend', target: id, detail },
      async () => ({
        outcome: 'done',
        ...done(
          await this.steering.extend(id, by.username, reason, seconds * 1000, beyondLimit),
          'Only a hibernating session has a deadline.',
        ),
      }),
      ({ deadline, capped }) => `done, until ${new Date(deadline).toISOString()}${capped ? ', capped' : ''}`,
    );
  }

  @Post('expire')
  @Endpoint({
    ...toOperators,
    does: 'End a hibernating session as its timer would',
    answer: actionResultSchema,
  })
  @Idempotent()
  expire(
    @Param('id') id: string,
    @Body({ schema: sessionActionSchema }) { reason }: SessionAction,
    @By() by: Caller,
  ): Promise<ActionResult> {
    return this.audit.perform({ by, action: 'session-expire', target: id, detail: reason }, async () => ({
      outcome: done(
        await this.actions.expire(id, by.username, reason),
        'Only a hibernating session can be expired; kill ends a connected one.',
      ),
    }));
  }

  @Post('kill')
  @Endpoint({
    ...toOperators,
    does: 'End any session; a live connection gets a stream error that carries the reason',
    answer: actionResultSchema,
  })
  @Idempotent()
  kill(
    @Param('id') id: string,
    @Body({ schema: sessionActionSchema }) { reason }: SessionAction,
    @By() by: Caller,
  ): Promise<ActionResult> {
    return this.audit.perform({ by, action: 'session-kill', target: id, detail: reason }, async () => ({
      outcome: done(await this.actions.kill(id, by.username, reason), 'The session is ending already.'),
    }));
  }
}

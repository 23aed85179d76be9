import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  type AuditEntry,
  CLOCK,
  type Clock,
  OPERATOR_STORE,
  type OperatorStore,
  SESSION_DIRECTORY,
  type SessionDirectory,
  type SessionStory,
} from '#ports';
import { recordAdmin, tracing } from '#telemetry';
import type { Caller } from '../access/caller.js';
import { ApiProblem } from '../problems/api-problem.js';

/** Who does it: whom the guard let in, or a bare name where there is no caller (yet). */
type Doer =
  | { readonly by: Pick<Caller, 'username' | 'via' | 'address' | 'remote'> }
  | { readonly actor: string };

/** What is known of an action before it is tried. `before` and `after`: what it changes, in words, without secrets. */
export type Intent = Doer &
  Pick<AuditEntry, 'action' | 'target' | 'detail'> & {
    readonly before?: string | null | undefined;
    readonly after?: string | null | undefined;
  };

/** Who did what to what, and how it went. Every action that changes something goes through here. */
@Injectable()
export class AuditTrail {
  private readonly logger = new Logger('Audit');

  constructor(
    @Inject(OPERATOR_STORE) private readonly store: OperatorStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SESSION_DIRECTORY) private readonly sessions: Pick<SessionDirectory, 'story'>,
  ) {}

  /** Does it and writes down how it went: `resultOf` its value, the code of a refusal, or `failed`. Attempts count too. */
  async perform<T>(
    intent: Intent,
    act: () => Promise<T>,
    resultOf: (value: T) => string = () => 'done',
  ): Promise<T> {
    // Before it is done: a session that is ended by it cannot be asked afterwards.
    const story = this.storyOf(intent);
    let value: T;
    try {
      value = await act();
    } catch (error) {
      const result = error instanceof ApiProblem ? error.code : 'failed';
      await this.record({ ...intent, result }, result, story);
      throw error;
    }
    await this.record({ ...intent, result: resultOf(value) }, undefined, story);
    return value;
  }

  /** `failure` names what went wrong, for the span. Never throws: the action has happened, and telling its caller that it failed would be a lie. The log keeps the entry then. */
  async record(
    line: Intent & { readonly result: string },
    failure?: string,
    story = this.storyOf(line),
  ): Promise<void> {
    const entry = this.entryOf(line);
    let auditId: string | undefined;
    try {
      auditId = await this.store.audit(entry);
    } catch (error) {
      this.logger.error(`audit entry could not be stored: ${JSON.stringify(entry)}: ${String(error)}`);
    }
    recordAdmin({
      // `old-session-forget` is the span `admin.old-session.forget`.
      action: entry.action.replace(/-([^-]*)$/, '.$1'),
      actor: entry.actor,
      at: entry.at,
      auditId,
      failure,
      session: story?.session,
      link: story?.span,
      remote: 'by' in line ? line.by.remote : undefined,
    });
  }

  /** Of the session that is acted upon, if it is one. */
  private storyOf({ target }: Intent): SessionStory | undefined {
    return tracing.enabled ? this.sessions.story(target) : undefined;
  }

  private entryOf({
    action,
    target,
    detail,
    before,
    after,
    result,
    ...doer
  }: Intent & { result: string }): AuditEntry {
    const { username, via, address } =
      'by' in doer ? doer.by : { username: doer.actor, via: null, address: null };
    const what = { action, target, detail, before: before ?? null, after: after ?? null, result };
    return { at: this.clock.now(), actor: username, via, address, ...what };
  }
}

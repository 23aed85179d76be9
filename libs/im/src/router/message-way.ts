import { Injectable } from '@nestjs/common';
import { type DispatchResult, MessageTrace, type Session } from '#sessions';
import type { QueuedStanza } from '#stream-management';
import type { MessageSpan } from '#telemetry';
import type { Element } from '#xml';

/** The way of the message that is being routed, where it is a sampled one; else every call is one look at nothing. */
@Injectable()
export class MessageWay {
  #span: MessageSpan | undefined;
  #begunAt = 0;

  constructor(private readonly trace: MessageTrace) {}

  /** Told at its end what it failed with, should that be known only later. */
  get span(): MessageSpan | undefined {
    return this.#span;
  }

  /** undefined when the message is not told. */
  begin(session: Session, { attrs }: Element): MessageSpan | undefined {
    return this.trace.begin(session, attrs as Readonly<Record<string, string | undefined>>);
  }

  /** Does the work on the message and ends its span, when the promise is kept where there is one. */
  follow(span: MessageSpan, work: () => DispatchResult): DispatchResult {
    this.#span = span;
    this.#begunAt = this.trace.at(span);
    let result: DispatchResult;
    try {
      result = work();
    } catch (error) {
      this.#end(span, 'internal-server-error');
      throw error;
    } finally {
      this.#span = undefined;
    }
    if (result instanceof Promise)
      result.then(
        () => this.#end(span),
        () => this.#end(span, 'internal-server-error'),
      );
    else this.#end(span, result?.condition);
    return result;
  }

  /** Where it goes is known. @param queued as it goes out, if it does: its deliveries are told from here on */
  routed(routing: string, recipients: number, queued?: QueuedStanza): void {
    const span = this.#span;
    if (span === undefined) return;
    span.routed(this.#begunAt, this.trace.at(span), routing, recipients, queued?.bytes);
    if (queued !== undefined) queued.trace = span;
  }

  #end(span: MessageSpan, failure?: string): void {
    if (failure !== undefined) span.fail(failure);
    span.end(this.trace.at(span));
  }
}

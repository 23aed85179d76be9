import { Inject, Injectable } from '@nestjs/common';
import { parseJid } from '#jid';
import { CLOCK, type Clock } from '#ports';
import type { QueuedStanza } from '#stream-management';
import { isTraced, MAX_LINKS, MessageSpan, recordDelivery, sampled, tracing } from '#telemetry';
import type { Session } from './session.js';
import { SessionJournal } from './session-journal.js';
import { SessionTrace } from './session-trace.js';

/** Sampled messages in spans, from receipt to each recipient's queue. To all others it is one look at a flag and one subtraction. */
@Injectable()
export class MessageTrace {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly trace: SessionTrace,
    private readonly journal: SessionJournal,
  ) {}

  /**
   * A client's message has come; undefined when it is not told. XMPP has no place for a trace context, so none is looked for.
   * @param attrs of the stanza, as they came
   */
  begin(session: Session, attrs: Readonly<Record<string, string | undefined>>): MessageSpan | undefined {
    const at = this.clock.now();
    if (!sampled('message', at, session.bareJid) && !toTraced(attrs['to'], at)) return undefined;
    const span = MessageSpan.begin({
      session: this.trace.ref(session),
      at,
      monotonic: this.clock.monotonic(),
      type: attrs['type'] ?? '',
    });
    const n = this.journal.handling?.n;
    if (span === undefined || n === undefined) return span;
    // A client that never asks would fill memory with what no acknowledgement tells.
    session.heard = [...(session.heard ?? []).slice(1 - MAX_LINKS), { n, span: span.ref }];
    return span;
  }

  /** ms since the epoch, of finer grain than the wall clock's, as the spans of one message need it. */
  at({ epoch }: Pick<MessageSpan, 'epoch'>): number {
    return epoch + this.clock.monotonic();
  }

  /** It is in the session's queue, or on its socket where there is none. */
  delivered(session: Session, { trace, bytes }: QueuedStanza): void {
    if (trace === null || !tracing.enabled) return;
    const at = this.at(trace);
    const span = recordDelivery({
      session: this.trace.ref(session),
      parent: trace.ref,
      startedAt: at,
      endedAt: at,
      size: bytes,
      unacked: session.sm?.outbound.length,
    });
    if (span !== undefined) trace.deliveries.set(session.id, span);
  }
}

/** Whether it is for somebody of whom everything is recorded; looked into only where there is anybody. */
function toTraced(to: string | undefined, at: number): boolean {
  if (to === undefined || tracing.users.empty) return false;
  const jid = parseJid(to);
  return jid !== undefined && isTraced(jid.bare, at);
}

import { type Attributes, SpanKind } from '@opentelemetry/api';
import { begin, emit, type OpenSpan } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import { about, type SessionRef, type SpanRef } from './session-ref.js';

export interface MessageReceived {
  /** The sender's. */
  readonly session: SessionRef;
  /** Milliseconds since the epoch, and the monotonic clock's reading then, which the spans' times are reckoned from. */
  readonly at: number;
  readonly monotonic: number;
  /** The stanza's `type`; `normal` where it has none (RFC 6121 §5.2.2). */
  readonly type: string;
}

/** A sampled message on its way through the server: told from receipt to the last recipient's queue, never what it says. */
export class MessageSpan {
  /** By session: the delivery that its acknowledgement links to. */
  readonly deliveries = new Map<string, SpanRef>();
  /** To be added to a reading of the monotonic clock. */
  readonly epoch: number;
  readonly #span: OpenSpan;
  #size: number | undefined;
  #failure: string | undefined;

  private constructor(span: OpenSpan, epoch: number) {
    this.#span = span;
    this.epoch = epoch;
  }

  /** undefined when a sampler left it out. The caller has decided that it is told (`sampled`). */
  static begin({ session, at, monotonic, type }: MessageReceived): MessageSpan | undefined {
    const attributes = messaging('receive', 'receive', about(session, { [a.stanzaType]: type || 'normal' }));
    const span = begin({ name: spanNames.message, kind: SpanKind.CONSUMER, startedAt: at, attributes });
    return span && new MessageSpan(span, at - monotonic);
  }

  /** Parent of all that happens to it. */
  get ref(): SpanRef {
    return this.#span.ref;
  }

  /**
   * Where it goes was found out, in ms since the epoch.
   * @param routing the routing table's word
   * @param size UTF-8 bytes of the stanza as it goes out; undefined where it does not
   */
  routed(startedAt: number, endedAt: number, routing: string, recipients: number, size?: number): void {
    this.#size = size;
    emit({
      name: spanNames.messageRoute,
      kind: SpanKind.INTERNAL,
      startedAt,
      endedAt,
      parent: this.ref,
      attributes: { [a.routing]: routing, [a.recipients]: recipients },
    });
  }

  /** @param failure the stanza error it was answered with, or why it broke */
  fail(failure: string): void {
    this.#failure = failure;
  }

  /** All that was to be done with it now is done. */
  end(endedAt: number): void {
    const attributes = { [a.stanzaSize]: this.#size, [a.recipients]: this.deliveries.size };
    this.#span.end(endedAt, attributes, this.#failure);
  }
}

export interface MessageDelivered {
  /** The recipient's. */
  readonly session: SessionRef;
  /** The `xmpp.message`. */
  readonly parent: SpanRef;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** UTF-8 bytes of the stanza. */
  readonly size: number;
  /** How many the recipient has unacknowledged, this one among them; undefined without stream management. */
  readonly unacked?: number | undefined;
}

/** A sampled message is in a recipient's queue, or on its socket where there is none. */
export function recordDelivery(delivery: MessageDelivered): SpanRef | undefined {
  return emit({
    name: spanNames.messageDeliver,
    kind: SpanKind.PRODUCER,
    startedAt: delivery.startedAt,
    endedAt: delivery.endedAt,
    parent: delivery.parent,
    attributes: messaging(
      'deliver',
      'send',
      about(delivery.session, {
        [a.stanzaSize]: delivery.size,
        [a.unacked]: delivery.unacked,
      }),
    ),
  });
}

function messaging(name: string, type: string, attributes: Attributes): Attributes {
  attributes[a.messagingSystem] = 'xmpp';
  attributes[a.operationName] = name;
  attributes[a.operationType] = type;
  return attributes;
}

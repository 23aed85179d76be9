import type { Flushable, Session, Timed } from '#sessions';
import { type StreamError, streamError } from '#stream';
import { ackAnswer } from '#stream-management';
import { observeConnectionDuration, recordStreamOpen, type SpanRef, sampled } from '#telemetry';
import type { Element, StreamHeader, XmlFault } from '#xml';
import { BoundStream } from './bound-stream.js';
import type { ConnectionServices } from './connection-services.js';
import { MAX_UNMANAGED_BYTES } from './outbox.js';
import { RateLimit } from './rate-limit.js';
import type { StreamHost } from './stream-host.js';
import { StreamNegotiation } from './stream-negotiation.js';
import type { Wire, WireHandler } from './wire.js';
import { Writer } from './writer.js';

/** After our last word the peer has this long to close; then the socket is destroyed. */
const CLOSE_GRACE = 5_000;

/**
 * A client that said its last word waits this long for the rest of what it sent to be safe. Disks of busy machines stand still
 * for seconds; what is not counted then is sent again in another session.
 */
const SETTLE_GRACE = 20_000;

/**
 * One client's socket: reads, negotiates, hands stanzas to the session it carries, writes once a turn. It dies
 * first; the session it carried may outlive it.
 */
export class Connection implements StreamHost, WireHandler, Flushable, Timed {
  inTurn = false;
  wakeAt = 0;
  span: SpanRef | undefined;
  session: Session | null = null;
  readonly wire: Wire;
  readonly #writer: Writer;
  /** Who reads the stream: the negotiation until a session lives on it, which it does to the end. */
  #stream: StreamNegotiation | BoundStream;
  readonly #rate: RateLimit;
  readonly #acceptedAt: number;
  readonly #acceptedMonotonic: number;
  /** When our first header went out; ms since the epoch. */
  #answeredAt = 0;
  #headerSent = false;
  /** Our last word is said or being said; nothing more is read. */
  #ending = false;
  #endedAt: number | null = null;
  /** When the client said its last word, monotonic ms. */
  #closedAt: number | null = null;
  #gone = false;

  constructor(
    readonly services: ConnectionServices,
    makeWire: (handler: WireHandler) => Wire,
  ) {
    const { clock, c2s, connections, counters, wheel } = services;
    this.#acceptedAt = clock.now();
    this.#acceptedMonotonic = clock.monotonic();
    this.#rate = new RateLimit(c2s.maxBytesPerSecond);
    this.#stream = new StreamNegotiation(this);
    connections.entered();
    counters.connectionsOpened++;
    this.wire = makeWire(this);
    this.#writer = new Writer(this.wire, services.outbox, counters);
    wheel.schedule(this, this.#acceptedMonotonic + c2s.authTimeout);
  }

  get transport(): Wire['transport'] {
    return this.wire.transport;
  }
  get tls(): string | null {
    return this.wire.tls;
  }
  get address(): string {
    return this.wire.address;
  }
  get ending(): boolean {
    return this.#ending;
  }

  carry(session: Session, lang: string | undefined): void {
    this.session = session;
    this.#stream = new BoundStream(this, session, lang);
  }

  // --- what the session and the negotiation send

  send(xml: string): void {
    if (this.#ending) return;
    const { outbox } = this.#writer;
    outbox.push(xml);
    if (outbox.waitingBytes > MAX_UNMANAGED_BYTES) {
      this.violate({ condition: 'policy-violation', text: 'what was sent is not being read' });
      return;
    }
    this.services.turn.add(this, xml.length);
  }

  wake(bytes = 0): void {
    if (!this.#ending) this.services.turn.add(this, bytes);
  }

  oweAck(): void {
    this.#writer.outbox.acksOwed += 1;
    this.wake();
  }

  sendHeader(to: string | undefined, lang: string | undefined): void {
    const { server, ids, clock } = this.services;
    this.send(
      this.wire.opening({
        from: server.domain,
        id: ids.token(),
        version: '1.0',
        ...(to === undefined ? {} : { to }),
        ...(lang === undefined ? {} : { lang }),
      }),
    );
    if (this.#headerSent) return;
    this.#headerSent = true;
    this.#answeredAt = clock.now();
    if (sampled('connect', this.#answeredAt)) this.traceStream();
  }

  traceStream(): SpanRef | undefined {
    this.span ??= recordStreamOpen({
      startedAt: this.#acceptedAt,
      endedAt: this.#answeredAt,
      peerAddress: this.address,
      transport: this.transport,
      tls: this.tls ?? undefined,
    });
    return this.span;
  }

  /** The peer broke a rule: its session, if any, sleeps; the connection ends with the error. */
  violate(error: StreamError): void {
    const { session } = this;
    if (session !== null && session.connection === this)
      this.services.runner.lose(
        session,
        error.condition === 'internal-server-error' ? 'internal-error' : 'protocol-error',
      );
    this.fail(error);
  }

  fail(error: StreamError): void {
    if (this.#ending) return;
    if (!this.#headerSent) this.sendHeader(undefined, undefined);
    this.services.reportEnd(this.address, this.session?.id, error, this.session?.span ?? this.span);
    this.#end(this.#finalAck(), streamError(error, this.wire.selfContained), this.wire.closing);
  }

  hangUp(finalAck: string | null): void {
    if (!this.#ending) this.#end(finalAck ?? '');
  }

  // --- what the wire tells

  received(bytes: number): void {
    if (this.services.strain.on) this.services.strain.pause(this.wire);
    const until = this.#rate.take(bytes, this.services.clock.monotonic());
    if (until === undefined) return;
    this.wire.pauseReading();
    this.services.wheel.schedule(this, until);
  }

  header(header: StreamHeader): void {
    if (this.#ending) return;
    if (this.session === null && this.services.strain.on) return this.#turnAway();
    try {
      this.#stream.header(header);
    } catch (error) {
      this.broke(error);
    }
  }

  element(element: Element): void {
    if (this.#ending) return;
    try {
      this.#stream.element(element);
    } catch (error) {
      this.broke(error);
    }
  }

  /**
   * Its last word is answered with a final `<a/>` that counts all it sent: what that says is left out the client sends
   * again in another session, where nobody would know it again.
   */
  closed(): void {
    if (this.#ending || this.#closedAt !== null) return;
    this.#closedAt = this.services.clock.monotonic();
    if (this.#own?.sm?.inbound.holding) this.services.wheel.schedule(this, this.#closedAt + SETTLE_GRACE);
    else this.#close();
  }

  settled(): void {
    if (this.#closedAt !== null) this.#close();
  }

  #close(): void {
    if (this.#ending) return;
    if (!this.#headerSent) this.sendHeader(undefined, undefined);
    const finalAck = this.#finalAck();
    this.#leave();
    this.#end(finalAck, this.wire.closing);
  }

  /** The session ends with its stream (XEP-0198 §7). */
  #leave(): void {
    const session = this.#own;
    if (session === null) return;
    session.connection = null;
    this.services.runner.post(session, { type: 'stream-closed' });
  }

  fault(fault: XmlFault): void {
    if (!this.#ending) this.violate(fault);
  }

  secured(): void {
    if (!this.#ending && this.#stream instanceof StreamNegotiation) this.#stream.secured();
  }

  drained(): void {
    if (!this.#gone) this.services.turn.add(this, 0);
  }

  gone(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#ending = true;
    const { connections, clock, runner, strain } = this.services;
    connections.left();
    strain.forget(this.wire);
    observeConnectionDuration((clock.monotonic() - this.#acceptedMonotonic) / 1000);
    const session = this.#own;
    if (this.#closedAt !== null) this.#leave();
    else if (session !== null) runner.lose(session, 'connection-lost');
    this.session = null;
  }

  // --- turns and time

  collect(): boolean {
    return !this.#gone && this.#writer.collect(this.#own);
  }

  release(): void {
    const chunk = this.#writer.release();
    if (chunk === undefined || this.#gone) return;
    const { services } = this;
    const now = services.clock.monotonic();
    const session = this.#own;
    if (session !== null && chunk.asked && session.sm?.policy.asked(now)) services.timers.asked(session, now);
    if (chunk.answered && this.#stream instanceof BoundStream) this.#stream.answered();
    if (chunk.last && this.#endedAt === null) {
      this.#endedAt = now;
      this.wire.end();
      services.wheel.schedule(this, now + CLOSE_GRACE);
    } else if (this.#writer.again(session)) services.turn.add(this, 0);
  }

  /** Without waiting for anything to be safe: only before there is a session. */
  flush(): void {
    if (this.collect()) this.release();
  }

  /** A displaced connection must not write what belongs to the one that took the session over. */
  get #own(): Session | null {
    return this.session?.connection === this ? this.session : null;
  }

  onWake(now: number): void {
    if (this.#gone) return;
    const { wheel, c2s } = this.services;
    if (this.#endedAt !== null) {
      if (now >= this.#endedAt + CLOSE_GRACE) this.wire.destroy();
      else wheel.schedule(this, this.#endedAt + CLOSE_GRACE);
      return;
    }
    if (this.#closedAt !== null && now >= this.#closedAt + SETTLE_GRACE) return this.#close();
    if (this.#rate.lift(now)) this.wire.resumeReading();
    if (this.session !== null || this.#ending) return;
    if (now >= this.#acceptedMonotonic + c2s.authTimeout)
      this.fail({ condition: 'connection-timeout', text: 'no resource was bound in time' });
    else wheel.schedule(this, this.#acceptedMonotonic + c2s.authTimeout);
  }

  /** Nothing of it has to be safe, and it is to be told now. */
  #turnAway(): void {
    this.fail(this.services.strain.refusal);
    this.flush();
  }

  #finalAck(): string {
    const sm = this.session?.sm;
    if (!sm) return '';
    return ackAnswer(sm.namespace, this.#stream instanceof BoundStream ? this.#stream.safe : sm.inbound.safe);
  }

  #end(...last: string[]): void {
    this.#ending = true;
    this.#writer.outbox.close(last);
    this.services.turn.add(this, 0);
  }

  /** We broke a rule: this connection ends, its session sleeps, the process lives. */
  broke(error: unknown): void {
    this.services.reportFault(error);
    this.violate({ condition: 'internal-server-error' });
  }
}

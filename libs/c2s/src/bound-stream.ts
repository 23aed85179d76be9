import { Handling, type Session } from '#sessions';
import { type StanzaKind, stanzaKind } from '#stanza';
import {
  advance,
  type EnableRequest,
  failed,
  type H,
  H_ZERO,
  isSmNamespace,
  type Pending,
  readEnable,
  type SmNamespace,
} from '#stream-management';
import { type Element, NS } from '#xml';
import type { StreamHost } from './stream-host.js';

/** A stream that carries a session: stanzas are counted and dispatched, stream-management nonzas answered. */
export class BoundStream {
  /** When the `<r/>` that is being answered came, ms since the epoch; 0 when none is. */
  #askedAt = 0;
  #reported: number;
  /** The stanza that is being acted on: whether its effect is safe is not known before that is done. */
  #acting: H | null = null;

  /** @param lang of the client's stream header; stanzas without a language have this one (RFC 6120 §8.1.5) */
  constructor(
    private readonly connection: StreamHost,
    private readonly session: Session,
    private readonly lang: string | undefined,
  ) {
    this.#reported = session.sm?.inbound.safe ?? 0;
  }

  /** The h to tell at any moment, in the midst of a stanza as well. */
  get safe(): H {
    const safe = this.session.sm?.inbound.safe ?? H_ZERO;
    return safe === this.#acting ? advance(safe, -1) : safe;
  }

  header(): void {
    this.connection.violate({
      condition: 'unsupported-stanza-type',
      text: 'a stream cannot begin anew once a resource is bound',
    });
  }

  element(element: Element): void {
    const { session } = this;
    const kind = stanzaKind(element);
    if (kind === undefined) return this.#nonza(session, element);
    this.#stanza(session, element, kind);
    // Here, with every effect of the stanza in it, the turn may end early.
    this.connection.services.turn.relieve();
  }

  #stanza(session: Session, element: Element, kind: StanzaKind): void {
    const { services } = this.connection;
    if (session.sm === null) return this.#uncounted(session, element, kind);
    const { inbound } = session.sm;
    const handling = new Handling(session, inbound.receive(), element);
    services.journal.received(session);
    if (inbound.repeating) {
      const known = inbound.repeat(handling.n, handling.fingerprint, handling.named);
      if (known !== undefined) return this.#repeated(session, known);
    }
    // Taken before anything is stamped on it, where it may have to be known again.
    if (inbound.holding) void handling.fingerprint;
    this.#acting = handling.n;
    const result = services.journal.within(handling, () => this.#route(session, element, kind));
    this.#acting = null;
    if (result instanceof Promise) return this.#held(session, handling, result);
    if (inbound.holding) this.#passed(session, handling);
    if (result !== undefined) this.connection.violate(result);
  }

  #route(session: Session, element: Element, kind: StanzaKind) {
    if (this.lang !== undefined) element.attrs['xml:lang'] ??= this.lang;
    return this.connection.services.sink.routing.handle(session, element, kind);
  }

  /** Done, and not to be reported before what holds it back: if it comes again it has to be known. */
  #passed(session: Session, handling: Handling): void {
    const { n, fingerprint } = handling;
    session.sm?.inbound.pass(n, fingerprint);
    // Effects that are recorded name it; others leave no trace, as where the recipient has no stream management.
    if (handling.cause === null) this.connection.services.journal.done(session, n, fingerprint);
  }

  /** Before stream management is on there is nothing to count, and nothing that could be repeated. */
  #uncounted(session: Session, element: Element, kind: StanzaKind): void {
    const result = this.#route(session, element, kind);
    if (result instanceof Promise) result.catch((error) => this.connection.broke(error));
    else if (result !== undefined) this.connection.violate(result);
  }

  /** Its effect is not safe yet: neither it nor what comes behind it is reported before. */
  #held(session: Session, handling: Handling, result: Promise<void>): void {
    const { services } = this.connection;
    const { inbound } = session.sm as NonNullable<typeof session.sm>;
    const hold = inbound.hold(handling.n, handling.fingerprint, handling.kept);
    handling.hold = hold;
    result
      .catch((error) => this.connection.broke(error))
      // The prefix that is safe grew after the peer may have asked: it is told unasked (R15). After a fault as well, for
      // nothing more will come of the stanza, and a place held for ever would stop h for ever.
      .then(() => {
        const advanced = inbound.release(hold);
        if (handling.uncertain && handling.cause === null)
          services.journal.done(session, hold.n, hold.fingerprint);
        services.journal.received(session);
        if (advanced) session.connection?.oweAck();
        if (inbound.holding) return;
        session.connection?.settled();
        session.whenSettled?.();
      })
      .catch((error) => services.reportFault(error));
  }

  /** The client sends again what had its effects, or is about to have them: nothing happens twice. */
  #repeated(session: Session, { n, fingerprint, done }: Pending): void {
    if (done && session.sm?.inbound.holding) this.connection.services.journal.done(session, n, fingerprint);
  }

  /** An `<a/>` left with this turn. */
  answered(): void {
    const { session } = this;
    if (this.#askedAt === 0 || session.sm === null) return;
    const h = session.sm.inbound.safe;
    this.connection.services.ackTrace.answered(session, this.#askedAt, (h - this.#reported) >>> 0);
    this.#askedAt = 0;
    this.#reported = h;
  }

  #nonza(session: Session, element: Element): void {
    const namespace = element.getNS();
    if (namespace === NS.csi) return this.#clientState(session, element);
    if (!isSmNamespace(namespace)) return this.#unknown(element);
    switch (element.name) {
      case 'r':
        return this.#ask(session);
      case 'a':
        return this.#ack(session, element);
      case 'enable':
        return this.#enable(session, namespace, readEnable(element.attrs as Record<string, string>));
      case 'resume':
        return this.connection.send(
          this.connection.services.resumeDesk.refuseBound(session.bareJid, namespace, this.connection),
        );
      default:
        return this.#unknown(element);
    }
  }

  #ask(session: Session): void {
    // R21: before stream management is on there is nothing to report; the stream goes on.
    if (session.sm === null) return;
    this.#askedAt ||= this.connection.services.clock.now();
    this.connection.oweAck();
  }

  #ack(session: Session, element: Element): void {
    const { services } = this.connection;
    const error = services.acknowledgements.receive(session, element.attrs['h'] as string | undefined);
    if (error === undefined) return;
    services.runner.lose(session, 'bad-ack');
    this.connection.fail(error);
  }

  #enable(session: Session, namespace: SmNamespace, request: EnableRequest): void {
    const enablement = this.connection.services.enabling.prepare(session, namespace, request);
    if (enablement === undefined) {
      // R10: refused, and the connection ends; the session sleeps with its counters as they were.
      this.connection.send(failed(namespace, 'unexpected-request'));
      return this.connection.violate({
        condition: 'policy-violation',
        text: 'stream management is enabled already',
      });
    }
    this.connection.send(enablement.answer);
    enablement.finish();
  }

  /** XEP-0352 §3: what was held back goes out; how much may stay unacknowledged depends on it, so an `<r/>` may be due. */
  #clientState(session: Session, element: Element): void {
    if (element.name !== 'active' && element.name !== 'inactive') return this.#unknown(element);
    session.inactive = element.name === 'inactive';
    session.calm = false;
    this.connection.services.journal.changed(session);
    this.connection.wake();
  }

  #unknown(element: Element): void {
    this.connection.violate({
      condition: 'unsupported-stanza-type',
      text: `<${element.name}/> is not understood here`,
    });
  }
}

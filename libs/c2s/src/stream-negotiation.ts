import { mechanisms } from '#sasl';
import type { ResumeOutcome, Session } from '#sessions';
import { stanzaKind } from '#stanza';
import { features, type Negotiation, type NegotiationEvent, negotiate } from '#stream';
import { failed, isSmNamespace } from '#stream-management';
import { type Element, NS, type StreamHeader } from '#xml';
import { Authentication } from './authentication.js';
import { traceAuthentication } from './authentication-trace.js';
import { bindResult, readBind } from './binding.js';
import { RegistrationExchange } from './registration-exchange.js';
import type { RevocationMark } from './revocations.js';
import type { StreamHost } from './stream-host.js';
import { streamLanguage } from './stream-language.js';

const TLS_PROCEED = `<proceed xmlns='${NS.tls}'/>`;

/** Carries out what the negotiation machine says, until a session lives on the stream (RFC 6120 §4.3). */
export class StreamNegotiation {
  #state: Negotiation;
  #authentication: Authentication | undefined;
  /** The element the machine is looking at. */
  #current: Element | undefined;
  #header: StreamHeader | undefined;
  readonly #registration: RegistrationExchange;
  /** When the account was looked up, as far as revocations go. */
  #lookedUp: RevocationMark = 0;

  constructor(private readonly connection: StreamHost) {
    this.#state = { phase: 'header', secured: false, user: null };
    this.#registration = new RegistrationExchange(connection);
  }

  header(header: StreamHeader): void {
    this.#header = header;
    // A wire that came with TLS is secured from its first byte.
    if (this.#state.phase === 'header' && this.connection.wire.confidential)
      this.#state = { ...this.#state, secured: true };
    const { name, prefix, xmlns, contentXmlns, attrs } = header;
    this.#step({
      type: 'header',
      header: { name, prefix, xmlns, contentXmlns, to: attrs['to'], version: attrs['version'] },
    });
  }

  element(element: Element): void {
    this.#current = element;
    const namespace = element.getNS();
    if (isSmNamespace(namespace)) return this.#streamManagement(element, namespace);
    if (namespace === NS.tls && element.name === 'starttls') return this.#step({ type: 'starttls' });
    if (namespace === NS.sasl) return this.#step({ type: 'auth' });
    const kind = stanzaKind(element);
    if (kind === undefined) return this.#step({ type: 'unknown', name: element.name });
    if (this.#state.phase === 'open' && this.#registration.takes(element)) return;
    if (this.#state.phase === 'authenticated' && this.#bind(element, this.#state.user)) return;
    this.#step({ type: 'stanza' });
  }

  secured(): void {
    this.#step({ type: 'secured' });
  }

  #step(event: NegotiationEvent): void {
    const { services, wire } = this.connection;
    const rules = {
      domain: services.server.domain,
      framing: wire.framing,
      allowInsecure: wire.framing === 'websocket' || services.c2s.allowPlaintext,
    };
    const [next, ...effects] = negotiate(this.#state, event, rules);
    this.#state = next;
    for (const effect of effects) {
      switch (effect.do) {
        case 'offer':
          this.#offer();
          break;
        case 'proceed':
          this.#proceed();
          break;
        case 'authenticate':
          this.#authenticate(this.#current as Element);
          break;
        case 'restart':
          wire.restart();
          break;
        case 'fail':
          this.connection.fail(effect.error);
      }
    }
  }

  #offer(): void {
    const { connection } = this;
    const { services, wire } = connection;
    const { attrs } = this.#header as StreamHeader;
    connection.sendHeader(attrs['from'], attrs['xml:lang']);
    const authenticated = this.#state.phase === 'authenticated';
    const lab = services.c2s.allowPlaintext;
    const needsTls = wire.framing === 'tcp' && !wire.confidential;
    const set = {
      starttls:
        authenticated || !needsTls ? ('none' as const) : lab ? ('optional' as const) : ('required' as const),
      // RFC 6120 §5.3.1: while TLS is required nothing else is worth offering.
      mechanisms:
        authenticated || (needsTls && !lab) ? [] : mechanisms({ plaintextAllowed: wire.confidential || lab }),
      authenticated,
      maxBytes: services.c2s.maxStanzaBytes,
      services: authenticated
        ? services.features.at('after-authentication')
        : wire.confidential || lab
          ? services.features.at('before-authentication')
          : '',
    };
    connection.send(features(set, wire.selfContained));
  }

  #proceed(): void {
    const { connection } = this;
    connection.send(TLS_PROCEED);
    connection.flush();
    if (!connection.wire.startTls())
      connection.fail({
        condition: 'policy-violation',
        text: 'nothing may follow <starttls/> before TLS stands',
      });
  }

  #authenticate(element: Element): void {
    const { services, wire } = this.connection;
    const startedAt = services.clock.now();
    if (element.name === 'auth') this.#lookedUp = services.revocations.mark;
    this.#authentication ??= new Authentication(
      services.sasl(wire.confidential || services.c2s.allowPlaintext),
      services.accounts,
      services.passwords,
    );
    const authentication = this.#authentication;
    wire.hold();
    authentication
      .receive(element)
      .then((step) => {
        if (this.connection.ending) return;
        this.connection.send(step.answer);
        traceAuthentication(this.connection, authentication, startedAt, step);
        if (step.kind === 'failure') {
          const { address, span } = this.connection;
          services.reportAuthFailure(address, step.condition, authentication.username, span);
          this.#step({ type: 'auth-failed' });
        } else if (step.kind === 'success') {
          this.#authentication = undefined;
          const user = `${step.username}@${services.server.domain}`;
          services.accounts.recordLogin(user, services.clock.now());
          this.#step({ type: 'auth-succeeded', user });
        }
        wire.release();
      })
      .catch((error) => this.connection.broke(error));
  }

  get #lang(): string | undefined {
    return streamLanguage((this.#header as StreamHeader).attrs);
  }

  /** Who authenticated in time and binds too late: no session would ever hear that the account is gone. */
  #revoked(user: string): boolean {
    if (!this.connection.services.revocations.since(this.#lookedUp, user)) return false;
    this.connection.fail({
      condition: 'not-authorized',
      text: 'the account has changed since it authenticated',
    });
    return true;
  }

  /** True when the stanza was a bind request. */
  #bind(stanza: Element, user: string): boolean {
    const request = readBind(stanza);
    if (request === undefined) return false;
    const { connection } = this;
    if (request.kind === 'refused') {
      connection.send(request.answer);
      return true;
    }
    if (this.#revoked(user)) return true;
    const session = connection.services.opening.open(user, request.resource, connection);
    connection.send(bindResult(stanza, session.fullJid));
    connection.wire.settle();
    this.#step({ type: 'bound' });
    connection.carry(session, this.#lang);
    return true;
  }

  #streamManagement(element: Element, namespace: 'urn:xmpp:sm:3' | 'urn:xmpp:sm:2'): void {
    const { connection } = this;
    const { phase } = this.#state;
    if (element.name === 'r' || element.name === 'a') {
      // R21: counts mean nothing yet, and do no harm.
      if (phase === 'authenticated' || phase === 'open') return;
    } else if (element.name === 'enable' || element.name === 'resume') {
      if (element.name === 'resume' && this.#state.phase === 'authenticated')
        return this.#resume(element, namespace, this.#state.user);
      // Counted, and told nowhere else: a stranger must not be able to fill log and events.
      if (element.name === 'resume') connection.services.counters.countResumeFailure('not_authenticated');
      // R2, R3, R25: refused without a word about any session; the stream stays usable.
      if (phase === 'authenticated' || phase === 'open')
        return connection.send(failed(namespace, 'unexpected-request'));
    }
    this.#step({ type: 'unknown', name: element.name });
  }

  #resume(element: Element, namespace: 'urn:xmpp:sm:3' | 'urn:xmpp:sm:2', user: string): void {
    if (this.#revoked(user)) return;
    const { connection } = this;
    const { resumeDesk } = connection.services;
    const { wire } = connection;
    wire.hold();
    const request = {
      namespace,
      user,
      connection,
      previd: element.attrs['previd'] as string | undefined,
      h: element.attrs['h'] as string | undefined,
      finish: (outcome: ResumeOutcome) => {
        if (outcome.kind === 'resumed') {
          this.#step({ type: 'bound' });
          wire.settle();
          connection.carry(connection.services.registry.find(outcome.sessionId) as Session, this.#lang);
        }
        connection.send(outcome.answer);
        // Not within the runner's own step: what the client sent behind <resume/> is for a session that has been resumed.
        queueMicrotask(() => wire.release());
      },
    };
    resumeDesk.resume(request);
  }
}

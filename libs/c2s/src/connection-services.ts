import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  type C2sConfig,
  c2sNamespace,
  type ServerConfig,
  type SmacksConfig,
  serverNamespace,
  smacksNamespace,
} from '#config';
import { ACCOUNT_STORE, type AccountStore, CLOCK, type Clock, IDS, type Ids } from '#ports';
import { PasswordCheck, type SaslDeps } from '#sasl';
import {
  Acknowledgements,
  AckTrace,
  DeadlineWheel,
  Enabling,
  Opening,
  OutboxTurn,
  ResumeDesk,
  SessionJournal,
  SessionRegistry,
  SessionRunner,
  SessionTimers,
  SessionTrace,
  StanzaSink,
  StreamFeatures,
} from '#sessions';
import type { StreamError } from '#stream';
import { Counters, logFacts, type SpanRef } from '#telemetry';
import type { ReaderLimits } from '#xml';
import { Connections } from './connections.js';
import { InstallationSecret } from './installation-secret.js';
import type { OutboxSettings } from './outbox.js';
import { RegistrationDesk } from './registration-desk.js';
import { Revocations } from './revocations.js';
import { Strain } from './strain.js';

/** Deepest element of a stanza, and most attributes of one element: generous for what clients send, tight for attacks. */
const SHAPE_LIMITS = { maxDepth: 64, maxAttributes: 64 };

/** What every connection uses, gathered once: a connection is made by a listener, not by Nest. */
@Injectable()
export class ConnectionServices {
  readonly passwords: PasswordCheck;
  readonly outbox: OutboxSettings;
  /** What one stanza may be. */
  readonly readerLimits: ReaderLimits;
  readonly #logger = new Logger('Connection');

  constructor(
    @Inject(serverNamespace.KEY) readonly server: ServerConfig,
    @Inject(c2sNamespace.KEY) readonly c2s: C2sConfig,
    @Inject(smacksNamespace.KEY) readonly smacks: SmacksConfig,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(IDS) readonly ids: Ids,
    @Inject(ACCOUNT_STORE) readonly accounts: AccountStore,
    readonly connections: Connections,
    readonly counters: Counters,
    readonly turn: OutboxTurn,
    readonly wheel: DeadlineWheel,
    readonly opening: Opening,
    readonly enabling: Enabling,
    readonly resumeDesk: ResumeDesk,
    readonly acknowledgements: Acknowledgements,
    readonly registry: SessionRegistry,
    readonly runner: SessionRunner,
    readonly timers: SessionTimers,
    readonly trace: SessionTrace,
    readonly ackTrace: AckTrace,
    readonly sink: StanzaSink,
    readonly features: StreamFeatures,
    readonly registration: RegistrationDesk,
    readonly journal: SessionJournal,
    readonly strain: Strain,
    readonly revocations: Revocations,
    private readonly secret: InstallationSecret,
  ) {
    this.passwords = new PasswordCheck({ clock });
    // Read anew for each write: both can be changed while the server runs.
    this.outbox = {
      domain: server.domain,
      get allowance() {
        return smacks.maxUnackedStanzas;
      },
      get inactiveAllowance() {
        return smacks.maxInactiveUnackedStanzas;
      },
    };
    this.readerLimits = { ...SHAPE_LIMITS, maxStanzaBytes: c2s.maxStanzaBytes };
  }

  sasl(plaintextAllowed: boolean): SaslDeps {
    return { domain: this.server.domain, plaintextAllowed, installationSecret: this.secret.bytes };
  }

  /** One line for each connection that ends with a stream error. @param span that tells of it last, where one does */
  reportEnd(
    address: string,
    sessionId: string | undefined,
    { condition, text }: StreamError,
    span: SpanRef | undefined,
  ): void {
    const session = sessionId === undefined ? '' : ` (session ${sessionId})`;
    this.#logger.log(
      `stream of ${address}${session} ended: ${condition}${text === undefined ? '' : `, ${text}`}`,
      logFacts(sessionId, span),
    );
  }

  /** @param span of the handshake, where it is told */
  reportAuthFailure(
    address: string,
    condition: string,
    username: string | undefined,
    span: SpanRef | undefined,
  ): void {
    this.#logger.warn(
      `authentication from ${address} failed: ${condition}${username === undefined ? '' : ` (${JSON.stringify(username)})`}`,
      logFacts(undefined, span),
    );
  }

  /** A fault of ours: the connection it happened on ends, the process lives. */
  reportFault(error: unknown): void {
    this.#logger.error(error instanceof Error ? error.stack : String(error));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type SmacksConfig, smacksNamespace } from '#config';
import { IDS, type Ids } from '#ports';
import {
  AckPolicy,
  decideEnable,
  type EnableRequest,
  enabled,
  InboundCount,
  OutboundQueue,
  type SmNamespace,
} from '#stream-management';
import { canonical } from './canonical-namespace.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { SessionTrace } from './session-trace.js';
import { hashSmId } from './sm-id.js';

/** A granted `<enable/>`: what is answered, and the step that makes it true. Bind 2 commits it inside its own answer (XEP-0386). */
export interface Enablement {
  readonly answer: string;
  /** Call when the answer is on its way: stanzas count from here (R14). */
  finish(): void;
}

/** Turns stream management on for a session (XEP-0198 §3). */
@Injectable()
export class Enabling {
  constructor(
    @Inject(smacksNamespace.KEY) private readonly smacks: SmacksConfig,
    @Inject(IDS) private readonly ids: Ids,
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly events: SessionEvents,
    private readonly trace: SessionTrace,
    private readonly journal: SessionJournal,
  ) {}

  /** undefined when it is on already: a second `<enable/>` never resets counters (R10). */
  prepare(session: Session, namespace: SmNamespace, request: EnableRequest): Enablement | undefined {
    if (session.sm !== null) return undefined;
    const grant = decideEnable(request, session.limits);
    const smId = grant.resume ? this.ids.smId() : null;
    return {
      answer: enabled(
        namespace,
        smId === null ? null : { id: smId, max: grant.hibernationTime, location: this.smacks.location },
      ),
      finish: () => {
        const smIdHash = smId === null ? null : hashSmId(smId);
        session.sm = {
          namespace: canonical(namespace),
          outbound: new OutboundQueue(),
          inbound: new InboundCount(),
          policy: new AckPolicy(),
          smIdHash,
          hibernationTime: grant.hibernationTime,
        };
        if (smIdHash !== null) this.registry.nameResumable(session, smIdHash);
        this.journal.began(session);
        this.runner.post(session, { type: 'enable', grant });
        this.trace.enabled(session, request.resume, grant.resume ? grant.hibernationTime / 1000 : undefined);
        this.events.emit('smacks-enabled', { session });
      },
    };
  }
}

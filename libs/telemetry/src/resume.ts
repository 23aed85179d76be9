import { SpanKind } from '@opentelemetry/api';
import { MAX_LINKS } from './ack.js';
import { emit } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import { about, type SessionRef, type SpanRef } from './session-ref.js';
import { tracing } from './tracing.js';

/** When a step of a resumption began and ended; milliseconds since the epoch. */
export interface StepTimes {
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface Resume extends StepTimes {
  /** The session asked for, when there is one and it is the caller's. */
  readonly session?: SessionRef | undefined;
  /** Who asked. */
  readonly userHash: string;
  /** The stored hash of `previd`, of which 8 characters are exported; never previd itself. */
  readonly previdHash?: string | undefined;
  /** Why it was refused (`ResumeFailure` of the contracts); absent when it succeeded. */
  readonly failure?: string | undefined;
  readonly h: number;
  readonly sendCount?: number | undefined;
  /** How long the session had been hibernating. */
  readonly age: number;
  /** Stanzas sent again. */
  readonly replayed: number;
  /** Whether a connection still held the session and was pushed off it. */
  readonly displaced: boolean;
  /** The `xmpp.stream.open` of the connection it came on: it is part of that handshake. */
  readonly parent?: SpanRef | undefined;
  /** The `xmpp.sm.hibernation.start` it ends. */
  readonly link?: SpanRef | undefined;
  /** Absent on a failure. */
  readonly steps?:
    | { readonly claim: StepTimes; readonly ack: StepTimes; readonly replay: StepTimes }
    | undefined;
  /** The deliveries that its h acknowledged, as far as they were sampled. */
  readonly settled?: readonly SpanRef[] | undefined;
}

/** XEP-0198 §5: `<resume/>` was answered. A failure is always recorded, as an error without children. */
export function recordResume(resume: Resume): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  const parent = emit({
    name: spanNames.resume,
    kind: SpanKind.SERVER,
    startedAt: resume.startedAt,
    endedAt: resume.endedAt,
    parent: resume.parent,
    link: resume.link,
    failure: resume.failure,
    attributes: about(resume.session, {
      [a.userHash]: resume.userHash,
      [a.previdHash]: resume.previdHash?.slice(0, 8),
      [a.outcome]: resume.failure === undefined ? 'resumed' : undefined,
      [a.h]: resume.h,
      [a.sendCount]: resume.sendCount,
      [a.age]: resume.age / 1000,
      [a.replayed]: resume.replayed,
      [a.displaced]: resume.displaced,
    }),
  });
  if (parent && resume.steps && resume.failure === undefined) {
    emitStep(spanNames.resumeClaim, resume.steps.claim, parent);
    emitStep(spanNames.resumeAck, resume.steps.ack, parent, resume.settled);
    emitStep(spanNames.resumeReplay, resume.steps.replay, parent);
  }
  return parent;
}

function emitStep(
  name: string,
  { startedAt, endedAt }: StepTimes,
  parent: SpanRef,
  settled: readonly SpanRef[] = [],
): void {
  const links = settled.slice(0, MAX_LINKS);
  emit({ name, kind: SpanKind.INTERNAL, startedAt, endedAt, parent, links, attributes: {} });
}

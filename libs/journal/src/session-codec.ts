import type { JournaledHibernation, JournaledSpan, SessionFacts, SessionRecord } from '#ports';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { FACT_FLAGS, NAMESPACES } from './code-tables.js';
import type { DecodedFacts, DecodedState } from './decoded-entry.js';

/** The stanzas a state or its facts refer to have numbers by now. */
export function writeState(out: ByteWriter, state: SessionRecord): void {
  out.string(state.id);
  out.string(state.bareJid);
  out.string(state.resource);
  out.millis(state.openedAt);
  out.nullable(state.sm, (sm) => {
    out.byte(NAMESPACES.indexOf(sm.namespace));
    out.nullable(sm.smIdHash, (hash) => out.string(hash));
    out.millis(sm.hibernationTime);
    out.varint(sm.inbound);
    out.varint(sm.acked);
    out.varint(sm.sent);
  });
  for (const lane of [state.queue, state.held, state.owed]) {
    out.varint(lane.length);
    for (const stanza of lane) out.varint(stanza.journalNo);
  }
  writeFacts(out, state.facts);
  out.varint(state.directed.length);
  for (const to of state.directed) out.string(to);
  out.varint(state.done.length);
  for (const { n, fingerprint } of state.done) {
    out.varint(n);
    out.u48(fingerprint);
  }
  out.varint(state.resumes);
  out.string(state.lastAddress);
  writeSpan(out, state.span);
  out.nullable(state.hibernation, (hibernation) => writeHibernation(out, hibernation));
  out.nullable(state.ending, (ending) => writeEnding(out, ending));
}

export function readState(from: ByteReader): DecodedState {
  const number = (): number => from.varint();
  return {
    id: from.string(),
    bareJid: from.string(),
    resource: from.string(),
    openedAt: from.varint(),
    sm: from.nullable(() => ({
      namespace: from.word(NAMESPACES),
      smIdHash: from.nullable(() => from.string()),
      hibernationTime: from.varint(),
      inbound: from.varint(),
      acked: from.varint(),
      sent: from.varint(),
    })),
    queue: from.list(number),
    held: from.list(number),
    owed: from.list(number),
    facts: readFacts(from),
    directed: from.list(() => from.string()),
    done: from.list(() => ({ n: from.varint(), fingerprint: from.u48() })),
    resumes: from.varint(),
    lastAddress: from.string(),
    span: readSpan(from),
    hibernation: from.nullable(() => readHibernation(from)),
    ending: from.nullable(() => readEnding(from)),
  };
}

export function writeFacts(out: ByteWriter, facts: SessionFacts): void {
  out.varint(facts.presence?.journalNo ?? 0);
  out.signed(facts.priority);
  const { inactive, carbons, interested, watchesBlocks } = FACT_FLAGS;
  out.byte(
    (facts.inactive ? inactive : 0) |
      (facts.carbons ? carbons : 0) |
      (facts.interested ? interested : 0) |
      (facts.watchesBlocks ? watchesBlocks : 0),
  );
}

export function readFacts(from: ByteReader): DecodedFacts {
  const presence = from.varint();
  const priority = from.signed();
  const flags = from.byte();
  return {
    presence,
    priority,
    inactive: (flags & FACT_FLAGS.inactive) !== 0,
    carbons: (flags & FACT_FLAGS.carbons) !== 0,
    interested: (flags & FACT_FLAGS.interested) !== 0,
    watchesBlocks: (flags & FACT_FLAGS.watchesBlocks) !== 0,
  };
}

export function writeHibernation(out: ByteWriter, hibernation: JournaledHibernation): void {
  out.millis(hibernation.since);
  out.millis(hibernation.deadline);
  out.string(hibernation.reason);
  out.varint(hibernation.queued);
  writeSpan(out, hibernation.span);
}

export function readHibernation(from: ByteReader): JournaledHibernation {
  return {
    since: from.varint(),
    deadline: from.varint(),
    reason: from.string() as JournaledHibernation['reason'],
    queued: from.varint(),
    span: readSpan(from),
  };
}

export function writeEnding(out: ByteWriter, { reason, at }: NonNullable<SessionRecord['ending']>): void {
  out.string(reason);
  out.millis(at);
}

export function readEnding(from: ByteReader): NonNullable<SessionRecord['ending']> {
  return {
    reason: from.string() as NonNullable<SessionRecord['ending']>['reason'],
    at: from.varint(),
  };
}

export function writeSpan(out: ByteWriter, span: JournaledSpan | null): void {
  out.nullable(span, ({ traceId, spanId }) => {
    out.string(traceId);
    out.string(spanId);
  });
}

export function readSpan(from: ByteReader): JournaledSpan | null {
  return from.nullable(() => ({ traceId: from.string(), spanId: from.string() }));
}

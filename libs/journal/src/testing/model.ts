import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type {
  Cause,
  Intent,
  JournalEntry,
  JournaledHibernation,
  JournaledSession,
  JournaledStanza,
  Lane,
  SessionRecord,
} from '#ports';

export interface ModelStanza extends JournaledStanza {
  journalNo: number;
  journalSegment: number;
}

let serial = 0;

/** A stanza nobody has recorded yet; with other letters than ASCII in it, for lengths in bytes and characters to differ. */
export function stanza(body = `text ${++serial}`, fields: Partial<JournaledStanza> = {}): ModelStanza {
  const xml = `<message xmlns='jabber:client' type='chat' id='${body}'><body>${body} – ünïcode</body></message>`;
  return {
    xml,
    bytes: Buffer.byteLength(xml),
    at: 1_700_000_000_000,
    kind: 'message',
    type: 'chat',
    from: 'romeo@localhost/orchard',
    delayed: false,
    transient: false,
    noStore: false,
    copy: false,
    arrived: false,
    journalNo: 0,
    journalSegment: 0,
    ...fields,
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type ModelState = Writable<Omit<SessionRecord<ModelStanza>, 'sm' | 'hibernation'>> & {
  sm: Writable<NonNullable<SessionRecord['sm']>> | null;
  hibernation: Writable<JournaledHibernation> | null;
  queue: ModelStanza[];
  held: ModelStanza[];
  owed: ModelStanza[];
  directed: string[];
  done: { n: number; fingerprint: number }[];
};

const copyOf = (state: ModelState): SessionRecord => ({
  ...state,
  sm: state.sm === null ? null : { ...state.sm },
  hibernation: state.hibernation === null ? null : { ...state.hibernation },
  queue: [...state.queue],
  held: [...state.held],
  owed: [...state.owed],
  directed: [...state.directed],
  done: [...state.done],
});

/** A session as a caller has it: what is true, said in entries as it changes. */
export class ModelSession implements JournaledSession {
  journalNo = 0;
  journalSegment = 0;
  readonly id: string;
  state: ModelState;

  constructor(id: string, fields: Partial<ModelState> = {}) {
    this.id = id;
    this.state = {
      id,
      bareJid: 'juliet@localhost',
      resource: `balcony ${id}`,
      openedAt: 1_700_000_000_000 + ++serial,
      sm: {
        namespace: 'urn:xmpp:sm:3',
        smIdHash: `hash of ${id}`,
        hibernationTime: 300_000,
        inbound: 0,
        acked: 0,
        sent: 0,
      },
      queue: [],
      held: [],
      owed: [],
      facts: {
        presence: null,
        priority: 0,
        inactive: false,
        carbons: false,
        interested: false,
        watchesBlocks: false,
      },
      directed: [],
      done: [],
      resumes: 0,
      lastAddress: '192.0.2.1',
      span: null,
      hibernation: null,
      ending: null,
      ...fields,
    };
  }

  /** The whole state, as a snapshot says it. */
  snapshot(): JournalEntry {
    // A copy: what changes afterwards is told by other entries.
    return { kind: 'session', session: this, state: copyOf(this.state) };
  }

  enqueue(item: ModelStanza, lane: Lane = 'queue', cause: Cause | null = null, ordinal = 0): JournalEntry {
    this.state[lane].push(item);
    if (lane === 'queue' && this.state.hibernation !== null) this.state.hibernation.queued++;
    return { kind: 'enqueue', session: this, lane, stanza: item, cause, ordinal };
  }

  ack(count: number): JournalEntry {
    const sm = this.state.sm as NonNullable<ModelState['sm']>;
    for (const item of this.state.queue.splice(0, count)) item.arrived = true;
    sm.acked = (sm.acked + count) % 2 ** 32;
    sm.sent = Math.max(0, sm.sent - count);
    return { kind: 'ack', session: this, h: sm.acked };
  }

  inbound(count: number): JournalEntry {
    const sm = this.state.sm as NonNullable<ModelState['sm']>;
    for (let i = 0; i < count; i++) {
      sm.inbound = (sm.inbound + 1) % 2 ** 32;
      this.state.done = this.state.done.filter(({ n }) => n !== sm.inbound);
    }
    return { kind: 'inbound', session: this, h: sm.inbound };
  }

  hibernate(sent: number): JournalEntry {
    const sm = this.state.sm as NonNullable<ModelState['sm']>;
    sm.sent = sent;
    this.state.hibernation = {
      since: 1_700_000_001_000,
      deadline: 1_700_000_301_000,
      reason: 'connection-lost',
      queued: 0,
      span: { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8) },
    };
    return { kind: 'hibernating', session: this, hibernation: { ...this.state.hibernation }, sent };
  }

  resume(): JournalEntry {
    this.state.hibernation = null;
    this.state.resumes++;
    this.state.lastAddress = `198.51.100.${this.state.resumes}`;
    this.state.span = { traceId: '12'.repeat(16), spanId: '34'.repeat(8) };
    const { resumes, lastAddress, span } = this.state;
    return { kind: 'resumed', session: this, resumes, address: lastAddress, span };
  }

  end(): JournalEntry {
    const { owed, queue, held } = this.state;
    this.state.owed = [...owed, ...queue, ...held];
    this.state.queue = [];
    this.state.held = [];
    this.state.ending = { reason: 'expired', at: 1_700_000_400_000 };
    return { kind: 'ending', session: this, ...this.state.ending };
  }
}

/** A stanza as it can be compared: without the journal's own marks. */
const plain = ({ journalNo: _no, journalSegment: _segment, ...rest }: JournaledStanza) => rest;

/** As `toEqual`, but quick where there is nothing to show. */
export function expectSame(is: unknown, should: unknown): void {
  if (!isDeepStrictEqual(is, should)) expect(is).toEqual(should);
}

/** A session's state as recovery has to answer it, comparable. */
export function truth({ state, journalNo }: ModelSession) {
  const { sm, queue } = state;
  const sent = state.hibernation === null ? queue.length : Math.min(sm?.sent ?? 0, queue.length);
  return comparable({ ...state, sm: sm === null ? null : { ...sm, sent } } as SessionRecord, journalNo);
}

export function comparable(state: SessionRecord, journalNo: number) {
  const { presence } = state.facts;
  return {
    journalNo,
    id: state.id,
    bareJid: state.bareJid,
    resource: state.resource,
    openedAt: state.openedAt,
    sm: state.sm === null ? null : { ...state.sm },
    queue: state.queue.map(plain),
    held: state.held.map(plain),
    owed: state.owed.map(plain),
    facts: { ...state.facts, presence: presence === null ? null : plain(presence) },
    directed: [...state.directed],
    done: state.done.map(({ n, fingerprint }) => `${n} ${fingerprint}`).sort(),
    resumes: state.resumes,
    lastAddress: state.lastAddress,
    span: state.span,
    hibernation: state.hibernation === null ? null : { ...state.hibernation },
    ending: state.ending,
  };
}

export const intentEntry = (intent: Intent, cause: Cause | null = null): JournalEntry => ({
  kind: 'intent',
  intent,
  cause,
  ordinal: 0,
});

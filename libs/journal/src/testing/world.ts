import type { JournalEntry } from '#ports';
import type { Journal } from '../journal.js';
import type { JournalRoom } from './journal-room.js';
import { comparable, ModelSession, type ModelStanza, stanza, truth } from './model.js';

/** One step of a story: what to do, and two numbers that say to whom and how much. */
export interface Step {
  readonly what: keyof typeof deeds;
  readonly a: number;
  readonly b: number;
}

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length];

/** What can happen, each telling the journal what a server would. */
const deeds = {
  open: (world: World, a: number) => world.open(a),
  queue: (world: World, a: number, b: number) => world.queue(a, b),
  fan: (world: World, a: number, b: number) => world.fanOut(a, b),
  hold: (world: World, a: number) => world.hold(a),
  promote: (world: World, a: number) => world.promote(a),
  ack: (world: World, a: number, b: number) => world.ack(a, b),
  remove: (world: World, a: number, b: number) => world.remove(a, b),
  inbound: (world: World, a: number, b: number) => world.inbound(a, b),
  repeat: (world: World, a: number, b: number) => world.repeat(a, b),
  facts: (world: World, a: number, b: number) => world.facts(a, b),
  directed: (world: World, a: number, b: number) => world.directed(a, b),
  sleep: (world: World, a: number, b: number) => world.sleep(a, b),
  wake: (world: World, a: number) => world.wake(a),
  end: (world: World, a: number) => world.end(a),
  settle: (world: World, a: number) => world.settle(a),
  snapshot: (world: World, a: number) => world.snapshot(a),
  intent: (world: World, a: number) => world.intent(a),
  done: (world: World, a: number) => world.intentDone(a),
  due: (world: World, a: number) => world.due(a),
  flush: (world: World) => world.flush(),
} as const satisfies Record<string, (world: World, a: number, b: number) => void>;

export const DEEDS = Object.keys(deeds) as (keyof typeof deeds)[];

/** Sessions and intents as they truly are, and a journal that is told of them. */
export class World {
  sessions: ModelSession[] = [];
  readonly #pinned: ModelSession[] = [];
  intents = new Map<number, string>();
  #batch: JournalEntry[] = [];
  #names = 0;
  safe = 0;
  appended = 0;

  constructor(private journal: Journal) {}

  play({ what, a, b }: Step): void {
    deeds[what](this, a, b);
  }

  /** Hands the batch over. */
  flush(): void {
    if (this.#batch.length === 0) return;
    this.appended++;
    this.journal.append(this.#batch.splice(0), () => this.safe++);
  }

  get truth() {
    const sessions = [...this.#pinned, ...this.sessions]
      .map(truth)
      .sort((x, y) => x.openedAt - y.openedAt || x.journalNo - y.journalNo);
    return { sessions, intents: [...this.intents].map(([id, json]) => ({ id, store: 'offline', json })) };
  }

  /** Goes on with what came back. */
  restart({ journal, recovered }: JournalRoom): void {
    this.journal = journal;
    for (const back of recovered.sessions) {
      const session = this.sessions.find(({ journalNo }) => journalNo === back.journalNo) as ModelSession;
      session.journalSegment = back.journalSegment;
      for (const lane of ['queue', 'held', 'owed'] as const) {
        for (const [i, item] of session.state[lane].entries()) {
          item.journalSegment = back[lane][i]?.journalSegment ?? 0;
        }
      }
      const presence = session.state.facts.presence as ModelStanza | null;
      if (presence !== null) presence.journalSegment = back.facts.presence?.journalSegment ?? 0;
      journal.adopt(session);
    }
  }

  /** A session to which nothing happens: the segments from here on stay. */
  pin(): void {
    const session = new ModelSession('pinned');
    this.#pinned.push(session);
    this.#tell(session.snapshot());
    this.flush();
  }

  open(a: number): void {
    if (this.sessions.length > 6) return;
    const session = new ModelSession(`s${++this.#names}`);
    // Not far from where counts begin anew.
    if (a % 2 === 0 && session.state.sm !== null)
      session.state.sm.acked = session.state.sm.inbound = 2 ** 32 - 3;
    if (a % 7 === 0) session.state.sm = null;
    this.sessions.push(session);
    this.#tell(session.snapshot());
  }

  queue(a: number, b: number): void {
    const session = this.#live(a);
    const origin = this.#live(b);
    if (session === undefined) return;
    const sm = origin?.state.sm ?? null;
    if (origin === undefined || sm === null || b % 3 === 0) return this.#tell(session.enqueue(stanza()));
    const n = (sm.inbound + 1 + (b % 4)) % 2 ** 32;
    const cause = { origin, n, fingerprint: b % 5 === 0 ? 0 : 1 + (b % 50) };
    const known = origin.state.done.some((done) => done.n === n && done.fingerprint === cause.fingerprint);
    if (!known && cause.fingerprint > 0) origin.state.done.push({ n, fingerprint: cause.fingerprint });
    this.#tell(session.enqueue(stanza(), 'queue', cause, a % 3));
  }

  fanOut(a: number, b: number): void {
    const item = stanza();
    for (const session of [this.#live(a), this.#live(b)]) {
      if (session !== undefined) this.#tell(session.enqueue(item));
    }
  }

  hold(a: number): void {
    const session = this.#live(a);
    if (session !== undefined) this.#tell(session.enqueue(stanza(), 'held'));
  }

  promote(a: number): void {
    const session = this.#live(a);
    const item = session?.state.held[0];
    if (session === undefined || item === undefined) return;
    session.state.held.shift();
    this.#tell({ kind: 'removed', session, lane: 'held', stanza: item, last: false });
    this.#tell(session.enqueue(item));
  }

  ack(a: number, b: number): void {
    const session = this.#live(a);
    if (session === undefined) return;
    const { queue, hibernation, sm } = session.state;
    const most = hibernation === null ? queue.length : Math.min(sm?.sent ?? 0, queue.length);
    const count = b % (most + 1);
    const gone = queue.slice(0, count);
    const entry = session.ack(count);
    this.#tell(entry);
    for (const item of gone) {
      const shared = this.sessions.some(({ state }) => [...state.queue, ...state.owed].includes(item));
      if (shared) this.#tell({ kind: 'arrived', stanza: item });
    }
  }

  remove(a: number, b: number): void {
    const session = this.#live(a);
    const item = session?.state.queue.at(-1);
    if (session === undefined || item === undefined) return;
    const { queue, sm, hibernation } = session.state;
    const last = b % 2 === 0;
    const at = last ? queue.length - 1 : queue.indexOf(item);
    if (hibernation !== null && at < (sm?.sent ?? 0)) return;
    queue.splice(at, 1);
    this.#tell({ kind: 'removed', session, lane: 'queue', stanza: item, last });
  }

  inbound(a: number, b: number): void {
    const session = this.#live(a);
    if (session !== undefined) this.#tell(session.inbound(1 + (b % 3)));
  }

  repeat(a: number, b: number): void {
    const session = this.#live(a);
    const done = session?.state.done[0];
    const sm = session?.state.sm ?? null;
    if (session === undefined || done === undefined || sm === null) return;
    session.state.done.shift();
    const n = (sm.inbound + 1 + (b % 4)) % 2 ** 32;
    session.state.done.push({ n, fingerprint: done.fingerprint });
    this.#tell({ kind: 'done', session, n, fingerprint: done.fingerprint });
  }

  facts(a: number, b: number): void {
    const session = pick(this.sessions, a);
    if (session === undefined) return;
    const presence =
      b % 3 === 0 ? null : stanza(undefined, { kind: 'presence', type: b % 2 === 0 ? '' : 'own' });
    session.state.facts = {
      presence,
      priority: (b % 256) - 128,
      inactive: b % 2 === 0,
      carbons: b % 4 < 2,
      interested: b % 8 < 4,
      watchesBlocks: b % 16 < 8,
    };
    this.#tell({ kind: 'facts', session, facts: session.state.facts });
  }

  directed(a: number, b: number): void {
    const session = pick(this.sessions, a);
    if (session === undefined) return;
    const to = `room${b % 4}@conference.localhost/nick`;
    const available = a % 2 === 0;
    const rest = session.state.directed.filter((other) => other !== to);
    if (!available) session.state.directed = rest;
    else if (rest.length === session.state.directed.length) session.state.directed.push(to);
    this.#tell({ kind: 'directed', session, to, available });
  }

  sleep(a: number, b: number): void {
    const session = this.#live(a);
    if (session === undefined || session.state.hibernation !== null) return;
    this.#tell(session.hibernate(b % (session.state.queue.length + 1)));
  }

  wake(a: number): void {
    const session = this.#live(a);
    if (session !== undefined && session.state.hibernation !== null) this.#tell(session.resume());
  }

  end(a: number): void {
    const session = this.#live(a);
    if (session !== undefined) this.#tell(session.end());
  }

  settle(a: number): void {
    const session = pick(this.sessions, a);
    if (session === undefined) return;
    const item = session.state.owed[0];
    if (item !== undefined) {
      session.state.owed.shift();
      this.#tell({ kind: 'removed', session, lane: 'owed', stanza: item, last: false });
    } else if (session.state.ending !== null) {
      this.sessions = this.sessions.filter((other) => other !== session);
      this.#tell({ kind: 'ended', session });
    }
  }

  snapshot(a: number): void {
    const session = pick(this.sessions, a);
    if (session !== undefined) this.#tell(session.snapshot());
  }

  intent(a: number): void {
    const id = this.journal.intentId();
    const json = JSON.stringify({ row: a, text: 'x'.repeat(a % 100) });
    this.intents.set(id, json);
    this.#tell({ kind: 'intent', intent: { id, store: 'offline', json }, cause: null, ordinal: 0 });
  }

  intentDone(a: number): void {
    const id = pick([...this.intents.keys()], a);
    if (id === undefined) return;
    this.intents.delete(id);
    this.#tell({ kind: 'intent-done', id });
  }

  /** A step of what is due: some bodies first, then the state. */
  due(a: number): void {
    this.flush();
    for (const { session, since } of this.journal.due()) {
      const model = session as ModelSession;
      const { queue, held, owed } = model.state;
      const old = [...queue, ...held, ...owed].filter((item) => item.journalSegment < since);
      for (const item of old.slice(0, 3)) this.#tell({ kind: 'stanza', stanza: item });
      if (a % 2 === 0 || old.length === 0) this.#tell(model.snapshot());
    }
  }

  #live(n: number): ModelSession | undefined {
    return pick(
      this.sessions.filter(({ state }) => state.ending === null && state.sm !== null),
      n,
    );
  }

  #tell(entry: JournalEntry): void {
    this.#batch.push(entry);
  }
}

export const recoveredTruth = ({ recovered }: Pick<JournalRoom, 'recovered'>) => ({
  sessions: recovered.sessions.map((session) => comparable(session, session.journalNo)),
  intents: recovered.intents,
});

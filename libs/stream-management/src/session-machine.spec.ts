import { describe, expect, it } from 'vitest';
import type { H } from './counter.js';
import type { AckCheck } from './outbound-queue.js';
import { step } from './session-machine.js';
import type { SessionEffect, SessionEvent, SessionState } from './session-state.js';

type State = SessionState<string>;
type Event = SessionEvent<string>;
type Effect = SessionEffect<string>;

const grant = { resume: true, hibernationTime: 300 };
const acksOnly = { resume: false, hibernationTime: 300 };
const ok: AckCheck = { kind: 'ok', count: 2 };
const tooHigh: AckCheck = { kind: 'handled-count-too-high', h: 9 as H, sendCount: 7 as H };

const states = {
  bound: { phase: 'bound' },
  live: { phase: 'live', grant },
  'live, acks only': { phase: 'live', grant: acksOnly },
  hibernating: { phase: 'hibernating', grant, since: 1000, deadline: 1300, reason: 'connection-lost' },
  ending: { phase: 'ending', reason: 'expired', hibernatedSince: 1000, waiting: [] },
  ended: { phase: 'ended', reason: 'expired' },
} satisfies Record<string, State>;

const events = {
  enable: { type: 'enable', grant },
  lost: { type: 'connection-lost', reason: 'ack-timeout', at: 2000 },
  closed: { type: 'stream-closed' },
  resume: { type: 'resume', attempt: 'A', ack: ok, at: 2000 },
  'resume too high': { type: 'resume', attempt: 'A', ack: tooHigh, at: 2000 },
  'deadline early': { type: 'deadline', at: 1299 },
  'deadline due': { type: 'deadline', at: 1300 },
  'extended later': { type: 'extend', deadline: 1500 },
  'extended earlier': { type: 'extend', deadline: 1300 },
  replaced: { type: 'end', reason: 'replaced' },
  'h settled': { type: 'h-settled' },
} satisfies Record<string, Event>;

type StateName = keyof typeof states;
type EventName = keyof typeof events;

/** The next state, unless it is the same, and the effects. */
const ends = (reason: 'closed' | 'lost' | 'replaced'): [State, ...Effect[]] => [
  { phase: 'ended', reason },
  { do: 'leave', reason },
  { do: 'settle', reason, hibernatedSince: null },
];
const endsKeepingH = (
  reason: 'expired' | 'replaced',
  hibernatedSince: number | null,
): [State, ...Effect[]] => [
  { phase: 'ending', reason, hibernatedSince, waiting: [] },
  { do: 'leave', reason },
  { do: 'store-h', reason },
];
const refuses = (failure: Extract<Effect, { do: 'refuse' }>['failure'], ack: AckCheck): ['same', Effect] => [
  'same',
  { do: 'refuse', attempt: 'A', failure, ack },
];
const asleep: [State, ...Effect[]] = [
  { phase: 'hibernating', grant, since: 2000, deadline: 2300, reason: 'ack-timeout' },
  { do: 'hibernate', since: 2000, deadline: 2300, reason: 'ack-timeout' },
];
const claimed = (hibernatedSince: number | null): Effect => ({
  do: 'resume',
  attempt: 'A',
  hibernatedSince,
  at: 2000,
});

/** What is not named changes nothing and does nothing. */
const table: Record<StateName, Partial<Record<EventName, [State | 'same', ...Effect[]]>>> = {
  bound: {
    enable: [{ phase: 'live', grant }],
    lost: ends('lost'),
    closed: ends('closed'),
    resume: refuses('not_resumable', ok),
    'resume too high': refuses('not_resumable', tooHigh),
    replaced: ends('replaced'),
  },
  live: {
    lost: asleep,
    closed: ends('closed'),
    resume: ['same', claimed(null)],
    'resume too high': refuses('h_too_high', tooHigh),
    replaced: endsKeepingH('replaced', null),
  },
  'live, acks only': {
    lost: ends('lost'),
    closed: ends('closed'),
    resume: refuses('not_resumable', ok),
    'resume too high': refuses('not_resumable', tooHigh),
    replaced: ends('replaced'),
  },
  hibernating: {
    resume: [{ phase: 'live', grant }, claimed(1000)],
    'resume too high': refuses('h_too_high', tooHigh),
    'deadline due': endsKeepingH('expired', 1000),
    'extended later': [
      { ...states.hibernating, deadline: 1500 },
      { do: 'extend', deadline: 1500, by: 200 },
    ],
    replaced: endsKeepingH('replaced', 1000),
  },
  ending: {
    resume: [{ ...states.ending, waiting: ['A'] }],
    'resume too high': [{ ...states.ending, waiting: ['A'] }],
    'h settled': [states.ended, { do: 'settle', reason: 'expired', hibernatedSince: 1000 }],
  },
  ended: {
    resume: refuses('expired', ok),
    'resume too high': refuses('expired', tooHigh),
  },
};

const rows = (Object.keys(states) as StateName[]).flatMap((state) =>
  (Object.keys(events) as EventName[]).map((event) => ({ state, event })),
);

describe('every event in every phase', () => {
  it.each(rows)('$state: $event', ({ state, event }) => {
    const [next, ...effects] = table[state][event] ?? ['same'];
    const before: State = states[state];
    const [after, ...done] = step<string>(before, events[event]);
    if (next === 'same') expect(after).toBe(before);
    else expect(after).toEqual(next);
    expect(done).toEqual(effects);
  });
});

/** Runs events through the machine and answers the last state and all effects. */
function play(start: State, ...list: Event[]): [State, Effect[]] {
  const done: Effect[] = [];
  let state = start;
  for (const event of list) {
    const [next, ...effects] = step(state, event);
    state = next;
    done.push(...effects);
  }
  return [state, done];
}

describe('stories', () => {
  it.each(['expired', 'replaced', 'evicted', 'killed', 'shutdown'] as const)(
    'an end says why: %s',
    (reason) => {
      const [state, done] = play(states.live, { type: 'end', reason }, events['h settled']);
      expect(state).toEqual({ phase: 'ended', reason });
      expect(done).toEqual([
        { do: 'leave', reason },
        { do: 'store-h', reason },
        { do: 'settle', reason, hibernatedSince: null },
      ]);
    },
  );

  it('R29: who comes while h is being stored is answered when it is, in order of coming', () => {
    const late = (attempt: string): Event => ({ type: 'resume', attempt, ack: ok, at: 2000 });
    const [state, done] = play(states.ending, late('A'), late('B'), events['h settled'], late('C'));
    expect(state).toEqual(states.ended);
    expect(
      done.map((effect) =>
        effect.do === 'refuse' ? [effect.attempt, effect.failure, effect.ack] : effect.do,
      ),
    ).toEqual(['settle', ['A', 'expired', null], ['B', 'expired', null], ['C', 'expired', ok]]);
  });

  it('R38: after a refused resume the deadline is as it was, and a right h still resumes', () => {
    const [, done] = play(
      states.hibernating,
      events['resume too high'],
      events['deadline early'],
      events.resume,
    );
    expect(done).toEqual([
      { do: 'refuse', attempt: 'A', failure: 'h_too_high', ack: tooHigh },
      claimed(1000),
    ]);
    const [state] = play(states.hibernating, events['resume too high'], events['deadline due']);
    expect(state.phase).toBe('ending');
  });

  it('R48: at the same tick either the resume or the deadline has it', () => {
    const now = { at: 1300 };
    const resume: Event = { ...events.resume, ...now };
    const first = play(states.hibernating, resume, { type: 'deadline', ...now });
    expect(first[0].phase).toBe('live');
    const second = play(states.hibernating, { type: 'deadline', ...now }, resume, events['h settled']);
    expect(second[1].map((effect) => effect.do)).toEqual(['leave', 'store-h', 'settle', 'refuse']);
  });

  it('R51: of several resumes each displaces the one before', () => {
    const again: Event = { ...events.resume, attempt: 'B' };
    const [state, done] = play(states.hibernating, events.resume, again);
    expect(state).toEqual(states.live);
    expect(done).toEqual([claimed(1000), { ...claimed(null), attempt: 'B' }]);
  });

  it('a deadline that was booked for the hibernation before ends nothing', () => {
    const [state] = play(states.hibernating, events.resume, events.lost, events['deadline due']);
    expect(state.phase).toBe('hibernating');
  });

  it('the first reason of an end stands', () => {
    const [state] = play(
      states.hibernating,
      events['deadline due'],
      { type: 'end', reason: 'killed' },
      events['h settled'],
    );
    expect(state).toEqual({ phase: 'ended', reason: 'expired' });
  });
});

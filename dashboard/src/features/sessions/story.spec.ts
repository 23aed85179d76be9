import { describe, expect, it } from 'vitest';
import type { EventKind } from '#contracts';
import { aDetail, anEvent } from '../../testing/live-messages.js';
import { fateOf, mergedEvents, storyOf } from './story.js';

type Told = readonly [at: number, kind: EventKind, reason?: string];
const told = (...events: readonly Told[]) =>
  events.map(([at, kind, reason = null], i) => anEvent(i + 1, { at, kind, reason }));

const night: readonly Told[] = [
  [100, 'session-opened'],
  [101, 'smacks-enabled'],
  [200, 'smacks-hibernation-start', 'connection-lost'],
  [250, 'smacks-hibernation-end', 'resumed'],
  [250, 'smacks-resumed'],
  [300, 'smacks-hibernation-start', 'server-restart'],
  [340, 'smacks-resume-failed', 'h_too_high'],
];
const lines = (story: ReturnType<typeof storyOf>) =>
  story?.stretches.map(({ state, from, to, open }) => `${state} ${from}-${to}${open ? '…' : ''}`);

describe('the story of a session', () => {
  it('is its states one after the other, the last of which goes on', () => {
    const session = aDetail({ since: 99, state: 'hibernating' });
    const story = storyOf({ events: told(...night).reverse(), session, old: null, now: 400 });
    expect(lines(story)).toEqual([
      'connected 100-200',
      'hibernating 200-250',
      'connected 250-300',
      'hibernating 300-400…',
    ]);
    expect(story).toMatchObject({ from: 100, to: 400, over: false, whole: true });
    expect(story?.marks.map(({ kind }) => kind)).toEqual([
      'session-opened',
      'smacks-enabled',
      'smacks-hibernation-start',
      'smacks-resumed',
      'smacks-hibernation-start',
      'smacks-resume-failed',
    ]);
  });

  it('stops at its end, and still tells who came too late', () => {
    const events = told(
      ...night,
      [400, 'session-ended', 'expired'],
      [500, 'smacks-resume-failed', 'expired'],
    );
    const story = storyOf({ events, session: null, old: null, now: 900 });
    expect(lines(story)?.at(-1)).toBe('hibernating 300-400');
    expect(story).toMatchObject({ to: 500, over: true, whole: true });
  });

  it('says that it does not know what events are no longer kept of', () => {
    const session = aDetail({ since: 10, state: 'hibernating' });
    const story = storyOf({ events: told(...night.slice(5)), session, old: null, now: 400 });
    expect(lines(story)).toEqual(['unknown 10-300', 'hibernating 300-400…']);
    expect(story?.whole).toBe(false);
  });

  it('takes from the session itself what no event tells', () => {
    const session = aDetail({ since: 10, state: 'hibernating', hibernatingSince: 50 });
    const story = storyOf({ events: [], session, old: null, now: 60 });
    expect(lines(story)).toEqual(['unknown 10-50', 'hibernating 50-60…']);
  });

  it('knows of an old session only when it ended, and of nothing nothing', () => {
    const old = { id: 's1', user: 'u', resource: 'r', h: 3, endedAt: 700, reason: 'expired' };
    expect(storyOf({ events: [], session: null, old, now: 900 })).toMatchObject({
      to: 700,
      over: true,
      stretches: [],
    });
    expect(storyOf({ events: [], session: null, old: null, now: 900 })).toBeUndefined();
  });

  it('marks a refused resumption that no event of the session tells of', () => {
    const failed = { reason: 'other_user', at: 220_000 } as const;
    const session = aDetail({ since: 100, lastResumeFailure: failed });
    const { marks } = storyOf({ events: told(...night), session, old: null, now: 300_000 }) ?? { marks: [] };
    expect(marks.at(-1)).toMatchObject({ at: 220_000, kind: 'smacks-resume-failed', reason: 'other_user' });
    const again = storyOf({
      events: told(...night, [220_000, 'smacks-resume-failed', 'h_too_high']),
      session,
      old: null,
      now: 300_000,
    });
    expect(again?.marks.filter(({ at }) => at === 220_000)).toHaveLength(1);
  });

  it('never goes back in time, whatever a clock did', () => {
    const events = told([100, 'session-opened'], [200, 'smacks-hibernation-start'], [150, 'smacks-resumed']);
    const story = storyOf({ events, session: aDetail({ since: 100 }), old: null, now: 300 });
    expect(lines(story)).toEqual(['connected 100-200', 'connected 200-300…']);
  });
});

it('what became of the queue is what the end says of it', () => {
  const cut = anEvent(1, { kind: 'delivery-failure', reason: 'queue-overflow', detail: '9 dropped' });
  const left = anEvent(2, { kind: 'delivery-failure', reason: 'expired', detail: '2 bounced' });
  const ended = anEvent(3, { kind: 'session-ended', reason: 'expired' });
  expect([fateOf([ended, left, cut]), fateOf([ended, cut]), fateOf([cut])]).toEqual([
    '2 bounced',
    '',
    undefined,
  ]);
});

it('events that come two ways are told once, the newest first', () => {
  const [one, two, three] = told([1, 'session-opened'], [2, 'smacks-enabled'], [3, 'smacks-resumed']);
  expect(mergedEvents([two, one] as never, [three, two] as never).map(({ seq }) => seq)).toEqual([3, 2, 1]);
});

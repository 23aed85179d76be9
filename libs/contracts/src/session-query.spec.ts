import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filterText } from './query/index.js';
import type { SessionView } from './session.js';
import {
  compareBy,
  compileFilter,
  parseFilter,
  type SessionCondition,
  type SessionSort,
  sessionFields,
  sessionQuerySchema,
} from './session-query.js';

const NOW = 1_800_000_000_000;

const view = (changes: Partial<SessionView> = {}): SessionView => ({
  id: 's1',
  user: 'romeo@localhost',
  resource: 'Phone',
  state: 'hibernating',
  streamManagement: true,
  resumable: true,
  transport: null,
  tls: null,
  address: '192.0.2.1',
  since: NOW - 3_600_000,
  hibernatingSince: NOW - 60_000,
  hibernationReason: 'connection-lost',
  deadline: NOW + 240_000,
  unacked: 12,
  queueBytes: 3400,
  queueLimit: 16,
  hIn: 3,
  hOut: 4,
  resumes: 0,
  lastResumeFailure: null,
  ackRtt: null,
  available: true,
  priority: -1,
  traceId: null,
  ...changes,
});

function conditions(...texts: string[]): readonly SessionCondition[] {
  const parsed = parseFilter(texts);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return parsed.conditions;
}

function problem(text: string) {
  const parsed = parseFilter(text);
  if (parsed.ok) throw new Error(`${text} was understood`);
  return parsed.problems[0];
}

const passes = (text: string, changes?: Partial<SessionView>) =>
  compileFilter(conditions(text))(view(changes), NOW);

describe('a filter', () => {
  it.each([
    'user=Romeo@LocalHost',
    'user~ROMEO',
    'user != juliet@localhost',
    'user!~juliet',
    'resource=Phone',
    'resource~phone',
    'state=hibernating',
    'state!=connected',
    'resumable=true',
    'transport=none',
    'transport!=tcp',
    'address!=none',
    'tls=none',
    'hibernationReason=connection-lost',
    'since<-30m',
    'since>=-2h',
    'since>2027-01-15T06:00:00Z',
    `since=${NOW - 3_600_000}`,
    'deadline<+5m',
    'deadline< 5m',
    'timeLeft=240',
    'timeLeft<=4m',
    'timeLeft>0.05h',
    'unacked>11',
    'unacked>=12',
    'queueBytes<3.5e3',
    'pressure=0.75',
    'priority<0',
    'lastResumeFailure=none',
    'ackRtt=none',
    'available!=false',
  ])('lets pass what %s says', (text) => {
    expect(passes(text)).toBe(true);
  });

  it.each([
    'user=romeo',
    'user~juliet',
    'user!~romeo',
    'resource=phone',
    'state=connected',
    'resumable=false',
    'transport=tcp',
    'address=none',
    'since<-2h',
    'deadline>+5m',
    'timeLeft<239',
    'unacked>12',
    'unacked<12',
    'unacked!=12',
    'pressure>0.75',
    'lastResumeFailure=expired',
  ])('keeps back what %s does not say', (text) => {
    expect(passes(text)).toBe(false);
  });

  it('finds nothing in what has no value but that it has none', () => {
    const awake = { deadline: null, tls: null, queueLimit: null };
    const texts = ['timeLeft<60', 'timeLeft>=0', 'tls~v', 'pressure>=0', 'deadline<+1d'];
    for (const text of texts) expect([text, passes(text, awake)]).toEqual([text, false]);
    for (const text of ['timeLeft!=60', 'tls!~v', 'pressure=none'])
      expect([text, passes(text, awake)]).toEqual([text, true]);
  });

  it('wants all of its conditions to hold', () => {
    const both = compileFilter(conditions('unacked>10', 'user~romeo', 'state=hibernating'));
    expect(both(view(), NOW)).toBe(true);
    expect(both(view({ user: 'juliet@localhost' }), NOW)).toBe(false);
    expect(both(view({ unacked: 0 }), NOW)).toBe(false);
    expect(both(view({ state: 'connected' }), NOW)).toBe(false);
    expect(compileFilter([])(view(), NOW)).toBe(true);
  });

  it('has one text for what can be written in many ways, and means the same by it', () => {
    const texts = [
      'user ~ ROMEO ',
      'timeLeft<5m',
      'since>-0.5h',
      'deadline<+1d',
      'tls=none',
      'available=true',
    ];
    const canonical = conditions(...texts).map(filterText);
    const expected = [
      'user~romeo',
      'timeLeft<300',
      'since>-1800s',
      'deadline<+86400s',
      'tls=none',
      'available=true',
    ];
    expect(canonical).toEqual(expected);
    expect(conditions(...canonical)).toEqual(conditions(...texts));
  });

  it('may look for what looks like a condition', () => {
    expect(conditions('resource~a=b<c')).toEqual([{ field: 'resource', operator: '~', value: 'a=b<c' }]);
    expect(conditions('resource=none')).toEqual([{ field: 'resource', operator: '=', value: 'none' }]);
  });
});

describe('a mistake in a filter', () => {
  it('names the field there is, and the word probably meant', () => {
    expect(problem('unaked>3')).toMatchObject({ field: null, nearest: 'unacked' });
    expect(problem('unaked>3')?.message).toContain('nearest is unacked');
    expect(problem('queue>3')).toMatchObject({ nearest: 'queueBytes' });
    expect(problem('zzzzzzzzzz=3')).toMatchObject({ nearest: null, allowed: Object.keys(sessionFields) });
    expect(problem('constructor=3')).toMatchObject({ field: null });
    expect(problem('state=conected')).toMatchObject({
      field: 'state',
      nearest: 'connected',
      allowed: ['connected', 'hibernating', 'ending'],
    });
    expect(problem('transport=udp')?.allowed).toContain('none');
  });

  it.each([
    ['unacked', 'A condition is a field'],
    ['>3', 'A condition is a field'],
    ['', 'A condition is a field'],
    ['unacked~3', 'unacked: ~ is not for a number; use = != < <= > >='],
    ['user<x', 'user: < is not for a text; use = != ~ !~'],
    ['state>connected', 'state: > is not for a choice; use = !='],
    ['deadline<none', 'deadline: none has no order; use = !='],
    ['unacked=none', 'unacked: none is not a number'],
    ['unacked>', 'unacked: nothing is not a number'],
    ['unacked>1e999', 'unacked: 1e999 is not a number'],
    ['available=yes', 'available: yes is not true or false'],
    ['timeLeft<5w', 'timeLeft: 5w is not seconds, or a span of time'],
    ['since>yesterday', 'since: yesterday is not a date'],
    ['since>2027-13-01', 'since: 2027-13-01 is not a date'],
    ['since>-5w', 'since: -5w is not a date'],
  ])('%j: %s', (text, message) => {
    expect(problem(text)).toMatchObject({ text, message: expect.stringContaining(message) });
  });

  it('is told together with the others', () => {
    const parsed = parseFilter(['unacked>3', 'state=asleep', 'nope=1']);
    expect(parsed).toMatchObject({ ok: false, problems: [{ text: 'state=asleep' }, { text: 'nope=1' }] });
  });
});

describe('an order', () => {
  const sorted = (sort: SessionSort, views: SessionView[]) =>
    views.toSorted(compareBy(sort)).map(({ id }) => id);

  it('puts what has no value last in either direction, and the same values by id', () => {
    const views = [
      view({ id: 'd', deadline: null }),
      view({ id: 'c', deadline: 5 }),
      view({ id: 'b', deadline: 5 }),
      view({ id: 'a', deadline: 7 }),
      view({ id: 'e', deadline: null }),
    ];
    for (const field of ['deadline', 'timeLeft'] as const) {
      expect(sorted(field, views)).toEqual(['b', 'c', 'a', 'd', 'e']);
      expect(sorted(`-${field}`, views)).toEqual(['a', 'b', 'c', 'd', 'e']);
    }
  });

  it('orders texts, numbers and flags', () => {
    const views = [
      view({ id: 'a', user: 'b@x', unacked: 9, available: true }),
      view({ id: 'b', user: 'B@x', unacked: 10, available: false }),
    ];
    expect(sorted('user', views)).toEqual(['b', 'a']);
    expect(sorted('unacked', views)).toEqual(['a', 'b']);
    expect(sorted('-unacked', views)).toEqual(['b', 'a']);
    expect(sorted('available', views)).toEqual(['b', 'a']);
    expect(sorted('-id', views)).toEqual(['b', 'a']);
  });
});

describe('the query', () => {
  it('takes no condition, one or many, and an order it knows', () => {
    expect(sessionQuerySchema.parse({})).toEqual({ limit: 50, sort: 'id' });
    expect(sessionQuerySchema.parse({ filter: 'unacked>1', sort: '-unacked', limit: '500' })).toEqual({
      filter: ['unacked>1'],
      sort: '-unacked',
      limit: 500,
    });
    expect(sessionQuerySchema.parse({ filter: ['a', 'b'] }).filter).toEqual(['a', 'b']);
    for (const wrong of [
      { sort: 'nope' },
      { sort: '--id' },
      { limit: 501 },
      { filter: { a: 'b' } },
      { state: 'ending' },
      { filter: '' },
    ])
      expect(sessionQuerySchema.safeParse(wrong).success).toBe(false);
    expect(sessionQuerySchema.safeParse({ filter: Array(21).fill('id=x') }).success).toBe(false);
  });

  it('is described as what is sent', () => {
    const { properties } = z.toJSONSchema(sessionQuerySchema, { io: 'input' });
    expect(properties?.['filter']).toMatchObject({ type: 'array', items: { type: 'string' } });
    expect(properties?.['sort']).toMatchObject({ enum: expect.arrayContaining(['unacked', '-unacked']) });
  });
});

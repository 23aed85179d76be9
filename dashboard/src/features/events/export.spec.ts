import { expect, it } from 'vitest';
import { anEvent } from '../../testing/live-messages.js';
import { asCsv, asNdjson } from './export.js';

const events = [
  anEvent(1, { at: 0, resource: '=SUM(A1)', detail: 'said "no", twice', sessionId: null }),
  anEvent(2, { at: 1000, kind: 'session-ended', reason: 'evicted', traceId: 'ab' }),
];

it('becomes a table in which no name is a formula', () => {
  expect(asCsv(events).split('\r\n')).toEqual([
    'time,kind,user,resource,session,reason,detail,trace',
    `1970-01-01T00:00:00.000Z,session-opened,juliet@capulet.example,'=SUM(A1),,,"said ""no"", twice",`,
    '1970-01-01T00:00:01.000Z,session-ended,juliet@capulet.example,balcony,s1,evicted,,ab',
    '',
  ]);
});

it('becomes lines of JSON with all that is known', () => {
  const lines = asNdjson(events).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(events);
});

import { expect, it } from 'vitest';
import { groupedMarks } from './mark-groups.js';
import type { Mark } from './story.js';

const at = (...times: number[]): Mark[] =>
  times.map((time) => ({
    at: time,
    key: String(time),
    kind: 'smacks-resumed',
    reason: null,
    detail: null,
    traceId: null,
  }));

it('puts marks that would cover each other into one, and leaves the others where they are', () => {
  const groups = groupedMarks(at(0, 10, 23, 24, 100), (time) => time * 2, 24);
  expect(groups.map(({ x, marks }) => [x, marks.map((mark) => mark.at)])).toEqual([
    [0, [0, 10]],
    [46, [23, 24]],
    [200, [100]],
  ]);
});

import { expect, it } from 'vitest';
import type { LimitView, UserLimits } from '#contracts';
import { differences } from './limit-changes.js';

const limits = (override: LimitView['override']): UserLimits => ({
  user: 'romeo@localhost',
  limits: [
    { name: 'smacks_max_hibernated_sessions', default: 10, override, effective: 10, current: 0 },
    { name: 'smacks_max_old_sessions', default: 10, override: null, effective: 10, current: 0 },
  ],
});

it('tells what became another value, was set again, or was cleared, and nothing else', () => {
  const three = { value: 3, setBy: 'anna', setAt: 1 };
  const again = { value: 3, setBy: 'bert', setAt: 2 };
  const difference = (before: LimitView['override'], after: LimitView['override']) =>
    differences(limits(before), limits(after)).map((one) => [one.name, one.before, one.after]);
  const name = 'smacks_max_hibernated_sessions';
  expect(difference(null, null)).toEqual([]);
  expect(difference(three, three)).toEqual([]);
  expect(difference(null, three)).toEqual([[name, null, three]]);
  expect(difference(three, again)).toEqual([[name, three, again]]);
  expect(difference(three, null)).toEqual([[name, three, null]]);
});

import { expect, it } from 'vitest';
import { TracedUserList } from './traced-user-list.js';

it('holds each user until its own time, and is empty again when that has passed', () => {
  const list = new TracedUserList();
  expect(list.empty).toBe(true);
  list.add('juliet@localhost', 1000);
  list.add('romeo@localhost', 2000);
  expect(list.has('juliet@localhost', 999)).toBe(true);
  expect(list.has('juliet@localhost', 1000)).toBe(false);
  expect(list.has('juliet@localhost', 0)).toBe(false);
  expect(list.has('romeo@localhost', 1000)).toBe(true);
  expect(list.has('nurse@localhost', 1000)).toBe(false);
  list.remove('romeo@localhost');
  expect(list.has('romeo@localhost', 1000)).toBe(false);
  expect(list.empty).toBe(true);
});

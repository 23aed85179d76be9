import { expect, it } from 'vitest';
import { Connections } from './connections.js';

it('lets nobody in while it is drained, somebody again after that, and nobody any more once it stops', () => {
  const connections = new Connections();
  expect(connections.admitting).toBe(true);
  connections.drained = true;
  expect(connections.admitting).toBe(false);
  connections.drained = false;
  expect(connections.admitting).toBe(true);
  connections.stopAdmitting();
  connections.drained = false;
  expect(connections.admitting).toBe(false);
});

import { expect, it } from 'vitest';
import type { LimitName, LimitView } from '#contracts';
import { aSession } from '../../testing/live-messages.js';
import { usedOf } from './limit-use.js';

const limit = (name: LimitName, current: number | null = null): LimitView => ({
  name,
  default: 10,
  override: null,
  effective: 10,
  current,
});
const sessions = [
  aSession({ state: 'hibernating', unacked: 7, queueBytes: 100 }),
  aSession({ state: 'connected', unacked: 2, queueBytes: 900 }),
];

it('counts what the live channel shows, and the fullest queue for limits of one session', () => {
  expect(usedOf(limit('smacks_max_hibernated_sessions', 5), sessions)).toBe(1);
  expect(usedOf(limit('smacks_max_queue_stanzas'), sessions)).toBe(7);
  expect(usedOf(limit('smacks_max_queue_bytes'), sessions)).toBe(900);
  expect(usedOf(limit('smacks_max_queue_bytes'), [])).toBe(0);
});

it('takes what the server counted where the channel does not show all, or cannot', () => {
  expect(usedOf(limit('smacks_max_hibernated_sessions', 5), undefined)).toBe(5);
  expect(usedOf(limit('smacks_max_old_sessions', 3), sessions)).toBe(3);
  expect(usedOf(limit('smacks_max_queue_stanzas'), undefined)).toBeNull();
  expect(usedOf(limit('smacks_hibernation_time'), sessions)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { type Delivery, deliverIq, deliverMessage, deliverPresence, type Target } from './delivery.js';

/** The four situations RFC 6121 §8.5 tells apart, each with and without a resource that takes messages. */
const bare = (willing: number): Target => ({ full: false, match: false, willing });
const full = (match: boolean, willing: number): Target => ({ full: true, match, willing });

describe('messages', () => {
  it.each<[string, Delivery, Delivery, Delivery, Delivery]>([
    // type, §8.5.2.1 bare, §8.5.2.2 bare and nobody there, §8.5.3.2 full without match, the same and nobody there
    ['', 'top', 'store', 'unavailable', 'unavailable'],
    ['normal', 'top', 'store', 'unavailable', 'unavailable'],
    ['unheard-of', 'top', 'store', 'unavailable', 'unavailable'],
    ['chat', 'top', 'store', 'top', 'store'],
    ['groupchat', 'unavailable', 'unavailable', 'unavailable', 'unavailable'],
    ['headline', 'willing', 'ignore', 'ignore', 'ignore'],
    ['error', 'ignore', 'ignore', 'ignore', 'ignore'],
  ])('of type %j', (type, ...expected) => {
    const targets = [bare(2), bare(0), full(false, 2), full(false, 0)];
    expect(targets.map((target) => deliverMessage(type, target))).toEqual(expected);
  });

  it.each(['', 'normal', 'chat', 'groupchat', 'headline', 'error', 'unheard-of'])(
    'of type %j go to the session of their full JID, whatever its priority (§8.5.3.1)',
    (type) => {
      expect(deliverMessage(type, full(true, 0))).toBe('match');
      expect(deliverMessage(type, full(true, 3))).toBe('match');
    },
  );
});

describe('presence', () => {
  it.each<[string, Delivery]>([
    ['', 'available'],
    ['unavailable', 'available'],
    ['error', 'ignore'],
  ])('of type %j to the account (§8.5.2.1.2), negative priorities included', (type, delivery) => {
    expect(deliverPresence(type, bare(2))).toBe(delivery);
    expect(deliverPresence(type, bare(0))).toBe(delivery);
  });

  it.each(['', 'unavailable', 'error'])(
    'of type %j to a full JID: its session or nobody (§8.5.3)',
    (type) => {
      expect(deliverPresence(type, full(true, 0))).toBe('match');
      expect(deliverPresence(type, full(false, 2))).toBe('ignore');
    },
  );
});

describe('iq', () => {
  it.each(['get', 'set'])('%s to the account: the server answers for it (§8.5.2.1.3)', (type) => {
    expect(deliverIq(type, bare(2))).toBe('server');
    expect(deliverIq(type, bare(0))).toBe('server');
  });

  it.each(['result', 'error'])('%s to the account was asked for by nobody', (type) => {
    expect(deliverIq(type, bare(2))).toBe('ignore');
  });

  it.each(['get', 'set', 'result', 'error'])('%s to a full JID: to its session (§8.5.3.1)', (type) => {
    expect(deliverIq(type, full(true, 0))).toBe('match');
  });

  it.each<[string, Delivery]>([
    ['get', 'unavailable'],
    ['set', 'unavailable'],
    // An error may never be answered by one (RFC 6120 §8.3.1).
    ['result', 'ignore'],
    ['error', 'ignore'],
  ])('%s to a full JID that is not there is never handed to another resource: %s', (type, delivery) => {
    expect(deliverIq(type, full(false, 2))).toBe(delivery);
  });
});

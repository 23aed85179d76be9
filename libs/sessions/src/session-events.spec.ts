import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';

afterEach(() => vi.restoreAllMocks());

const session = {} as Session;

describe('session events', () => {
  it('are told to all listeners of their kind, in order', () => {
    const events = new SessionEvents();
    const heard: string[] = [];
    events.on('session-opened', () => heard.push('first'));
    events.on('session-opened', () => heard.push('second'));
    events.on('session-changed', () => heard.push('other'));
    events.emit('session-opened', { session });
    expect(heard).toEqual(['first', 'second']);
  });

  it('know whether anybody listens', () => {
    const events = new SessionEvents();
    expect(events.wanted('delivery-failure')).toBe(false);
    events.on('delivery-failure', () => undefined);
    expect(events.wanted('delivery-failure')).toBe(true);
  });

  it('reach the others when a listener throws', () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const events = new SessionEvents();
    const heard = vi.fn();
    events.on('session-opened', () => {
      throw new Error('deaf');
    });
    events.on('session-opened', heard);
    events.emit('session-opened', { session });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(String(error.mock.calls[0])).toContain('a listener to session-opened failed: Error: deaf');
  });
});

import { describe, expect, it, vi } from 'vitest';
import { LiveConfiguration } from './live-configuration.js';
import { loadConfiguration } from './load.js';

const live = (env: Record<string, string> = {}, yaml = '') =>
  new LiveConfiguration(loadConfiguration({ env, cwd: '/srv', readFile: () => yaml }));

describe('LiveConfiguration', () => {
  it('is what was loaded until something is set', () => {
    const config = live({ SMACKS_MAX_ACK_DELAY: '20' }, 'smacks_ack_timeout: 50');
    expect(config.configuration).toEqual(
      loadConfiguration({
        env: { SMACKS_MAX_ACK_DELAY: '20' },
        cwd: '/srv',
        readFile: () => 'smacks_ack_timeout: 50',
      }).configuration,
    );
    expect(config.sourceOf('smacks_max_ack_delay')).toBe('SMACKS_MAX_ACK_DELAY');
    expect(config.sourceOf('smacks_ack_timeout')).toBe('dormouse.yaml:1');
  });

  it('changes what is in an area, not the area: whoever holds it sees the new value', () => {
    const config = live();
    const { smacks } = config.configuration;
    config.set('smacks_max_ack_delay', config.check('smacks_max_ack_delay', 5));
    expect(smacks.maxAckDelay).toBe(5000);
    expect(config.valueOf('smacks_max_ack_delay')).toBe(5);
    expect(config.isOverridden('smacks_max_ack_delay')).toBe(true);
    config.clear('smacks_max_ack_delay');
    expect(smacks.maxAckDelay).toBe(60_000);
    expect(config.isOverridden('smacks_max_ack_delay')).toBe(false);
  });

  it('wins over file and environment while it is set', () => {
    const config = live({ SMACKS_MAX_ACK_DELAY: '20' });
    config.set('smacks_max_ack_delay', 5);
    expect(config.configured('smacks_max_ack_delay')).toBe(20);
    expect(config.valueOf('smacks_max_ack_delay')).toBe(5);
    config.clear('smacks_max_ack_delay');
    expect(config.valueOf('smacks_max_ack_delay')).toBe(20);
  });

  it('unset again, an option that may be absent is absent', () => {
    const config = live();
    config.set('smacks_location', 'xmpp.example.org:5222');
    expect(config.configuration.smacks.location).toBe('xmpp.example.org:5222');
    config.clear('smacks_location');
    expect('location' in config.configuration.smacks).toBe(false);
  });

  it('what follows from another option follows it', () => {
    const config = live();
    config.set('smacks_hibernation_time', 900);
    expect(config.configuration.smacks.maxHibernationTime).toBe(900_000);
  });

  it('takes what the option takes, as text or as it is', () => {
    const config = live();
    expect(config.check('smacks_max_ack_delay', '30')).toBe(30);
    expect(config.check('smacks_max_old_sessions', 'none')).toBeNull();
    expect(config.check('smacks_max_old_sessions', null)).toBeNull();
    expect(() => config.check('smacks_max_ack_delay', 3601)).toThrow(
      'smacks_max_ack_delay = 3601 must be whole seconds from 0 to 3600 (runtime)',
    );
    expect(() => config.check('smacks_enabled_s2s', true)).toThrow('no federation');
    expect(() => config.check('http_port', 5222)).toThrow('must differ from c2s_port');
  });

  it('refuses to go back to what no longer goes with the rest', () => {
    const config = live({ DORMOUSE_HTTP_PORT: '6000' });
    config.set('http_port', 0);
    config.set('c2s_port', 6000);
    expect(() => config.checkClear('http_port')).toThrow('must differ');
    expect(() => config.clear('http_port')).toThrow('must differ');
    expect(config.configuration.http.port).toBe(0);
  });

  it('tells those who worked something out of an area, and no others', () => {
    const config = live();
    const [smacks, http] = [vi.fn(), vi.fn()];
    config.changes.on('smacks', smacks);
    config.changes.on('http', http);
    config.set('smacks_max_ack_delay', 5);
    config.set('smacks_max_ack_delay', 5);
    expect([smacks.mock.calls.length, http.mock.calls.length]).toEqual([1, 0]);
  });

  it('where somebody cannot apply it, the old values are in force again', () => {
    const config = live();
    const seen: number[] = [];
    config.changes.on('smacks', () => {
      seen.push(config.configuration.smacks.maxAckDelay);
      if (config.configuration.smacks.maxAckDelay === 5000) throw new Error('not that one');
    });
    expect(() => config.set('smacks_max_ack_delay', 5)).toThrow('not that one');
    expect(config.valueOf('smacks_max_ack_delay')).toBe(60);
    expect(seen).toEqual([5000, 60_000]);
  });
});

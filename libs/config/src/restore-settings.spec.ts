import { expect, it } from 'vitest';
import { LiveConfiguration } from './live-configuration.js';
import { loadConfiguration } from './load.js';
import { restoreSettings } from './restore-settings.js';

it('what was set before is in force again; what is not allowed any more is left out, and told', () => {
  const live = new LiveConfiguration(loadConfiguration({ env: {}, readFile: () => '' }));
  const told = restoreSettings(live, [
    { name: 'smacks_max_ack_delay', value: 5 },
    { name: 'smacks_ack_timeout', value: -1 },
    { name: 'was_once', value: 1 },
    { name: 'c2s_port', value: 1 },
    { name: 'registration', value: true },
  ]);
  expect(live.configuration.smacks).toMatchObject({ maxAckDelay: 5000, ackTimeout: 90_000 });
  expect(live.configuration.registration.open).toBe(true);
  expect(live.configuration.c2s.port).toBe(5222);
  expect(told).toEqual([
    'the setting smacks_ack_timeout is left out: smacks_ack_timeout must be whole seconds from 1 to 3600',
    'the setting was_once is left out: there is no such option',
    'the setting c2s_port is left out: it cannot be set while the server runs',
  ]);
});

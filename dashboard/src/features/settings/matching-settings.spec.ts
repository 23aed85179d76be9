import { describe, expect, it } from 'vitest';
import { aSetting } from '../../testing/a-setting.js';
import { matchingSettings } from './matching-settings.js';
import { settingsSearch } from './search.js';

const items = [
  aSetting({ name: 'domain', area: 'Server', doc: 'The XMPP domain served.', live: false }),
  aSetting({
    name: 'log_level',
    area: 'Server',
    doc: 'Least severe log line.',
    source: 'environment',
    where: 'DORMOUSE_LOG_LEVEL',
  }),
  aSetting({ source: 'runtime', value: { value: 60 } }),
];
const found = (raw: Record<string, unknown>) =>
  matchingSettings(items, settingsSearch(raw)).map(
    ({ area, items: of }) => `${area}: ${of.map(({ name }) => name).join()}`,
  );

describe('what the filters of the settings find', () => {
  it('stands under its areas, in the order of the documentation', () =>
    expect(found({})).toEqual(['Server: domain,log_level', 'Stream management: smacks_ack_timeout']));

  it.each([
    [{ source: 'environment' }, ['Server: log_level']],
    [{ only: 'changed' }, ['Stream management: smacks_ack_timeout']],
    [{ only: 'live' }, ['Server: log_level', 'Stream management: smacks_ack_timeout']],
    [{ only: 'restart' }, ['Server: domain']],
    [{ q: 'ack TIMEOUT' }, ['Stream management: smacks_ack_timeout']],
    [{ q: 'severe' }, ['Server: log_level']],
    [{ q: 'dormouse_log' }, ['Server: log_level']],
    [{ q: 'log unanswered' }, []],
    [{ source: 'environment', only: 'restart' }, []],
  ])('%o', (raw, names) => expect(found(raw)).toEqual(names));

  it('ignores what an address should not hold', () =>
    expect(settingsSearch({ source: 'elsewhere', only: 7, q: '' })).toEqual({}));
});

import { describe, expect, it } from 'vitest';
import { aSetting } from '../../testing/a-setting.js';
import { heldWords, isChanged, valueWords } from './setting-words.js';

const integer = { type: 'integer' };

describe('a value as people read it', () => {
  it.each([
    [aSetting(), 90, '1 min 30 s'],
    [
      aSetting({ name: 'smacks_max_queue_bytes', allowed: 'a whole number', schema: integer }),
      4_194_304,
      '4 MiB',
    ],
    [
      aSetting({ name: 'c2s_max_bytes_per_second', allowed: 'a whole number', schema: integer }),
      1_048_576,
      '1 MiB',
    ],
    [aSetting({ name: 'events_max', allowed: 'a whole number', schema: integer }), 200_000, '200,000'],
    [aSetting({ name: 'http_port', allowed: 'a whole number', schema: integer }), 5280, '5280'],
    [aSetting({ allowed: 'a number from 0 to 1', schema: { type: 'number', maximum: 1 } }), 0.07, '7 %'],
    [aSetting({ schema: { anyOf: [integer, { type: 'null' }] } }), null, 'unlimited'],
    [aSetting({ schema: { type: 'boolean' } }), false, 'off'],
    [aSetting({ schema: { type: 'string' } }), '', 'empty'],
    [aSetting({ schema: { type: 'string', enum: ['bounce', 'drop'] } }), 'drop', 'drop'],
  ] as const)('%#: %o', (setting, value, words) => expect(valueWords(setting, value)).toBe(words));

  it('is not there, or not to be seen', () => {
    expect(heldWords(aSetting({ set: false }), null)).toBe('not set');
    expect(heldWords(aSetting({ defaultWords: 'that of another' }), null)).toBe('that of another');
    expect(heldWords(aSetting({ secret: true }), null)).toBe('set, not shown');
    expect(heldWords(aSetting({ secret: true, set: false }), { value: 'hunter2' })).toBe('not set');
  });

  it('is another than the default', () => {
    expect(isChanged(aSetting())).toBe(false);
    expect(isChanged(aSetting({ value: { value: 80 } }))).toBe(true);
    expect(isChanged(aSetting({ value: null, default: null, set: false }))).toBe(false);
    expect(isChanged(aSetting({ secret: true, value: null, default: null }))).toBe(true);
  });
});

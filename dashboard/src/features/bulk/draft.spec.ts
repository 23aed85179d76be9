import { describe, expect, it } from 'vitest';
import type { BulkAsk } from '../../lib/bulk.js';
import { commonText, bulkText as text } from '../../messages/index.js';
import { type Draft, draftOf, readDraft } from './draft.js';

const sleepers: BulkAsk = { actions: ['expire', 'extend'], target: { filter: ['state=hibernating'] } };
const picked: BulkAsk = { actions: ['kill'], target: { ids: ['s1', 's2'] } };
const everybody: BulkAsk = { actions: ['set-limit', 'clear-limit'], target: { search: '' } };
const named: BulkAsk = {
  actions: ['set-limit'],
  target: { users: ['romeo@localhost'] },
  limit: { name: 'smacks_max_queue_bytes', value: 4096 },
};

const read = (ask: BulkAsk, typed: Partial<Draft> = {}) =>
  readDraft({ ...draftOf(ask), reason: ' making room ', ...typed }, ask);

describe('what was typed', () => {
  it('becomes a request for those it is about', () => {
    const reason = 'making room';
    expect(read(sleepers)).toEqual({ request: { action: 'expire', reason, filter: ['state=hibernating'] } });
    expect(read(sleepers, { filter: ' state=connected \n\nunacked>0' })).toMatchObject({
      request: { filter: ['state=connected', 'unacked>0'] },
    });
    expect(read(picked)).toEqual({ request: { action: 'kill', reason, ids: ['s1', 's2'] } });
    expect(read(sleepers, { action: 'extend', time: '2h', beyondLimit: true })).toMatchObject({
      request: { action: 'extend', seconds: 7200, beyondLimit: true },
    });
    expect(read(named)).toEqual({
      request: {
        ...{ action: 'set-limit', reason, users: ['romeo@localhost'] },
        ...{ name: 'smacks_max_queue_bytes', value: 4096 },
      },
    });
    expect(read(everybody, { unlimited: true, search: ' rome ' })).toMatchObject({
      request: { search: 'rome', value: null },
    });
    expect(read(everybody, { action: 'clear-limit' })).toMatchObject({
      request: { action: 'clear-limit', name: 'smacks_max_hibernated_sessions' },
    });
  });

  it('is complained about field by field', () => {
    const complaints = (found: ReturnType<typeof read>) => ('complaints' in found ? found.complaints : {});
    expect(complaints(read(picked, { reason: '  ' }))).toEqual({ reason: commonText.reasonMissing });
    expect(complaints(read(sleepers, { action: 'extend', time: 'long' }))).toEqual({
      time: text.extendInvalid,
    });
    expect(complaints(read(sleepers, { action: 'extend', time: '8d' }))).toEqual({
      time: text.extendInvalid,
    });
    expect(complaints(read(everybody, { value: '-1' }))).toEqual({ value: text.valueHint.count });
    // A time is never unlimited, so that its box may have been ticked before the limit was chosen.
    const time = { limit: 'smacks_hibernation_time', unlimited: true, value: '' } as const;
    expect(complaints(read(everybody, time))).toEqual({ value: text.valueHint.seconds });
    expect(read(everybody, { ...time, value: '5m' })).toMatchObject({ request: { value: 300 } });
    const tooMany = Array.from({ length: 21 }, (_, i) => `unacked>${i}`).join('\n');
    expect(Object.keys(complaints(read(sleepers, { filter: tooMany })))).toEqual(['filter']);
  });
});

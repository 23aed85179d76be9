import { describe, expect, it } from 'vitest';
import { targetPlace } from './target-place.js';

describe('where the target of an action is found', () => {
  it.each([
    ['session-kill', 's1', { to: '/sessions/$sessionId', params: { sessionId: 's1' } }],
    ['stanza-peek', 's1', { to: '/sessions/$sessionId', params: { sessionId: 's1' } }],
    ['bulk-end', 'b1', { to: '/bulk/$jobId', params: { jobId: 'b1' } }],
    ['setting-undo', 'log_level', { to: '/settings', search: { name: 'log_level' } }],
    ['limit-set', 'juliet@capulet.example', { to: '/users/$jid', params: { jid: 'juliet@capulet.example' } }],
    ['operator-change', 'anna', { to: '/access' }],
    ['api-key-revoke', 'key:grafana', { to: '/access/keys' }],
    ['account-import', '12 accounts', null],
    ['backup', '/var/backups', null],
    ['session-expire', '', null],
  ])('%s %s', (action, target, place) => expect(targetPlace({ action, target })).toEqual(place));
});

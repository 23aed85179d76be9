import { describe, expect, it } from 'vitest';
import { temporaryStorage } from '../testing/temporary-storage.js';
import * as offline from './offline-statements.js';
import * as sql from './old-session-statements.js';
import { activeAccounts, listAccounts } from './sqlite-account-store.js';

describe('query plans', () => {
  it.each([
    ['find', sql.findOldSession, ['h'], 'old_session_sm_id_hash (sm_id_hash=?)'],
    ['trim', sql.trimOldSessions, ['[]'], 'COVERING INDEX old_session_bare_jid_ended_at (bare_jid=?)'],
    [
      'page of all',
      sql.listOldSessions([], '-endedAt', true),
      [1, 1, 1],
      'old_session_ended_at ((ended_at,rowid)<(?,?))',
    ],
    [
      'page by user',
      sql.listOldSessions([], 'user', true),
      ['u', 1, 1, 1],
      'old_session_bare_jid_ended_at ((bare_jid,ended_at,rowid)>(?,?,?))',
    ],
    [
      'page by reason',
      sql.listOldSessions([], '-reason', true),
      ['r', 1, 1, 1],
      'old_session_reason_ended_at ((reason,ended_at,rowid)<(?,?,?))',
    ],
    [
      'page of one user',
      sql.listOldSessions(['bare_jid = ?'], '-endedAt', true),
      ['u', 1, 1, 1],
      'old_session_bare_jid_ended_at (bare_jid=? AND (ended_at,rowid)<(?,?))',
    ],
    [
      'page of one reason, within a time',
      sql.listOldSessions(['reason = ?', 'ended_at < ?'], '-endedAt', false),
      ['r', 1, 1],
      'old_session_reason_ended_at (reason=? AND ended_at<?)',
    ],
    [
      'counts by user',
      sql.countOldSessionsByUser,
      ['', 1],
      'COVERING INDEX old_session_bare_jid_ended_at (bare_jid>?)',
    ],
    [
      'count of one reason',
      sql.countMatching(['reason = ?']),
      ['r'],
      'COVERING INDEX old_session_reason_ended_at (reason=?)',
    ],
    [
      'count of one user',
      sql.countOldSessionsOfUser,
      ['u'],
      'COVERING INDEX old_session_bare_jid_ended_at (bare_jid=?)',
    ],
    ['purge', sql.purgeOldSessions, [1], 'old_session_ended_at (ended_at<?)'],
    [
      'forget',
      'DELETE FROM old_session WHERE session_id = ?',
      ['s'],
      'old_session_session_id (session_id=?)',
    ],
    [
      'active accounts',
      activeAccounts,
      ['[]'],
      'SEARCH account USING INDEX sqlite_autoindex_account_1 (bare_jid=?)',
    ],
    ['offline read', offline.readOffline, ['u'], 'offline_stanza_bare_jid (bare_jid=?)'],
    ['offline forget', offline.forgetOffline, ['u', 1], 'offline_stanza_bare_jid (bare_jid=? AND rowid<?)'],
    ['offline intents', offline.findIntents, ['[]'], 'COVERING INDEX offline_stanza_intent (intent=?)'],
    ['offline count', offline.countOffline, ['u'], 'COVERING INDEX offline_stanza_bare_jid (bare_jid=?)'],
    [
      'offline append',
      offline.appendOffline,
      ['[]', 1],
      'COVERING INDEX offline_stanza_bare_jid (bare_jid=?)',
    ],
  ])(
    '%s searches by its index and sorts nothing it need not',
    async (_name, statement, parameters, index) => {
      const { dataSource } = await temporaryStorage();
      const plan = await dataSource.query(`EXPLAIN QUERY PLAN ${statement}`, [...parameters]);
      const details: string[] = plan.map((step: { detail: string }) => step.detail);
      expect(details.join('\n')).toContain(index);
      expect(
        details.filter((detail) => /SCAN (old|old_session|offline_stanza|account)\b/.test(detail)),
      ).toEqual([]);
      if (statement.startsWith('SELECT')) expect(details.join()).not.toContain('TEMP B-TREE');
    },
  );

  it('pages accounts by their primary key', async () => {
    const { dataSource } = await temporaryStorage();
    const plan = await dataSource.query(`EXPLAIN QUERY PLAN ${listAccounts}`, ['', '', 1]);
    expect(plan.map((step: { detail: string }) => step.detail).join()).toMatch(
      /SEARCH account .*bare_jid>\?/,
    );
  });
});

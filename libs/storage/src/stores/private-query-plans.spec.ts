import { describe, expect, it } from 'vitest';
import { temporaryStorage } from '../testing/temporary-storage.js';
import * as fragments from './private-statements.js';
import { addBlocks, removeBlocks } from './sqlite-block-store.js';
import { findLogout, recordLogouts } from './sqlite-logout-store.js';
import { findVcard, putVcard } from './sqlite-vcard-store.js';

const ACCOUNT = 'account USING COVERING INDEX sqlite_autoindex_account_1 (bare_jid=?)';

describe('query plans of private data', () => {
  it.each([
    ['fragment', fragments.findFragment, ['u', 'n', 'e'], ['(bare_jid=? AND namespace=? AND name=?)']],
    [
      'put fragments',
      fragments.putFragments,
      ['u', '[]', 1],
      [ACCOUNT, 'private_fragment USING INDEX sqlite_autoindex_private_fragment_1 (bare_jid=?)'],
    ],
    ['vcard', findVcard, ['u'], ['vcard USING INDEX sqlite_autoindex_vcard_1 (bare_jid=?)']],
    ['logout', findLogout, ['u'], ['last_logout USING INDEX sqlite_autoindex_last_logout_1 (bare_jid=?)']],
    ['record logouts', recordLogouts, ['[]'], [ACCOUNT]],
    ['put vcard', putVcard, ['u', 'x'], [ACCOUNT]],
    ['add blocks', addBlocks, ['u', '[]'], [ACCOUNT]],
    [
      'remove blocks',
      removeBlocks,
      ['u', '[]'],
      ['block USING COVERING INDEX block_bare_jid_jid (bare_jid=?'],
    ],
  ])('%s searches by its index and walks no table', async (_name, statement, parameters, indices) => {
    const { dataSource } = await temporaryStorage();
    const plan = await dataSource.query(`EXPLAIN QUERY PLAN ${statement}`, [...parameters]);
    const details: string[] = plan.map((step: { detail: string }) => step.detail);
    for (const index of indices) expect(details.join('\n')).toContain(index);
    expect(
      details.filter((d) => /SCAN (private_fragment|kept|vcard|block|last_logout|account)\b/.test(d)),
    ).toEqual([]);
  });
});

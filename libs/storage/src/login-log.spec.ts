import { describe, expect, it } from 'vitest';
import { keys } from './testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from './testing/temporary-storage.js';

const romeo = 'romeo@localhost';

/** A schedule whose time comes when the test says so. */
function manualSchedule() {
  const due: (() => void)[] = [];
  return {
    due,
    schedule: (run: () => void) => {
      due.push(run);
      return () => {
        due.splice(due.indexOf(run), 1);
      };
    },
  };
}

describe('logins written behind', () => {
  it('are seen at once and written by one batch', async () => {
    const { due, schedule } = manualSchedule();
    const storage = await temporaryStorage({ schedule });
    await storage.accounts.add([
      { bareJid: romeo, keys: keys('r') },
      { bareJid: 'juliet@localhost', keys: keys('j') },
    ]);
    storage.accounts.recordLogin(romeo, 1000);
    storage.accounts.recordLogin(romeo, 2000);
    storage.accounts.recordLogin('juliet@localhost', 3000);
    expect((await storage.accounts.find(romeo))?.lastLoginAt).toBe(2000);
    const stored = () =>
      storage.dataSource.query('SELECT bare_jid, last_login_at FROM account ORDER BY last_login_at');
    expect((await stored())[0].last_login_at).toBeNull();

    expect(due).toHaveLength(1);
    due[0]?.();
    await storage.accounts.setDisabled(romeo, false); // queued behind the batch
    expect(await stored()).toEqual([
      { bare_jid: romeo, last_login_at: 2000 },
      { bare_jid: 'juliet@localhost', last_login_at: 3000 },
    ]);
  });

  it('are written when the storage closes', async () => {
    const dir = await temporaryDir();
    const { schedule } = manualSchedule();
    const storage = await openStorage(dir, { schedule });
    await storage.accounts.add([{ bareJid: romeo, keys: keys('r') }]);
    storage.accounts.recordLogin(romeo, 5000);
    await storage.close();
    const again = await openStorage(dir);
    expect((await again.accounts.find(romeo))?.lastLoginAt).toBe(5000);
  });

  it('are kept and tried again when they cannot be written', async () => {
    const { due, schedule } = manualSchedule();
    let failed: (error: unknown) => void = () => {};
    const failure = new Promise<unknown>((resolve) => {
      failed = resolve;
    });
    const storage = await temporaryStorage({ schedule, onError: (error) => failed(error) });
    await storage.accounts.add([{ bareJid: romeo, keys: keys('r') }]);
    await storage.dataSource.query('PRAGMA query_only = ON');
    storage.accounts.recordLogin(romeo, 7000);
    due[0]?.();
    expect(String(await failure)).toContain('readonly');
    expect((await storage.accounts.find(romeo))?.lastLoginAt).toBe(7000);

    await storage.dataSource.query('PRAGMA query_only = OFF');
    expect(due).toHaveLength(1);
    due[0]?.();
    await storage.accounts.setDisabled(romeo, false);
    expect(await storage.dataSource.query('SELECT last_login_at AS at FROM account')).toEqual([{ at: 7000 }]);
  });
});

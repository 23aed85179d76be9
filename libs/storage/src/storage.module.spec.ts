import { Inject, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import {
  ACCOUNT_STORE,
  type AccountStore,
  LIMIT_STORE,
  OFFLINE_STORE,
  OLD_SESSION_STORE,
  OPERATOR_STORE,
} from '#ports';
import { openDatabase } from './open-database.js';
import { StorageModule } from './storage.module.js';
import { keys } from './testing/samples.js';
import { openStorage, temporaryDir } from './testing/temporary-storage.js';

const romeo = 'romeo@localhost';

/** Writes while the application closes, as sessions do. */
@Injectable()
class LastWriter implements OnModuleDestroy {
  constructor(@Inject(ACCOUNT_STORE) readonly accounts: AccountStore) {}

  async onModuleDestroy(): Promise<void> {
    await this.accounts.setDisabled(romeo, true);
  }
}

@Module({ providers: [LastWriter] })
class WriterModule {}

describe('StorageModule', () => {
  it('binds the ports, and closes the database last, with what was written behind', async () => {
    const dir = await temporaryDir();
    const dataSource = await openDatabase(dir);
    const app = await Test.createTestingModule({
      imports: [StorageModule.forRoot({ dataSource }), WriterModule],
    }).compile();
    const { accounts } = app.get(LastWriter);
    for (const token of [ACCOUNT_STORE, OLD_SESSION_STORE, LIMIT_STORE, OFFLINE_STORE, OPERATOR_STORE]) {
      expect(app.get(token)).toBeDefined();
    }
    await accounts.add([{ bareJid: romeo, keys: keys('r') }]);
    accounts.recordLogin(romeo, 4000);
    await app.close();
    expect(dataSource.isInitialized).toBe(false);
    const again = await openStorage(dir);
    expect(await again.accounts.find(romeo)).toMatchObject({ disabled: true, lastLoginAt: 4000 });
  });
});

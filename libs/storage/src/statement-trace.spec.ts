import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setSamplingRatios, tracing } from '#telemetry';
import { errorStatus, recordSpans } from '../../../test/support/recorded-spans.js';
import { change, rows } from './statement.js';
import { keys } from './testing/samples.js';
import { temporaryStorage } from './testing/temporary-storage.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
});
afterEach(async () => {
  tracing.enabled = false;
  setSamplingRatios({});
  await recorded.stop();
});

const stanza = {
  kind: 'message',
  type: 'chat',
  from: 'juliet@localhost/r',
  at: 1,
  xml: '<message/>',
  intent: 0,
} as const;
const forRomeo = { ...stanza, bareJid: 'romeo@localhost' };

describe('spans of statements', () => {
  it('tell of what writes: operation, table and rows, never text or values', async () => {
    const { offline, accounts } = await temporaryStorage();
    tracing.enabled = true;
    await offline.append([forRomeo, forRomeo, forRomeo], null);
    await offline.forget('romeo@localhost', 1);
    await accounts.find('romeo@localhost');
    const sqlite = { 'db.system.name': 'sqlite', 'db.collection.name': 'offline_stanza' };
    expect(recorded.spans()).toMatchObject([
      {
        name: 'db.insert',
        attributes: { ...sqlite, 'db.operation.name': 'INSERT', 'db.operation.batch.size': 3 },
      },
      { name: 'db.delete', attributes: { ...sqlite, 'db.operation.name': 'DELETE' } },
    ]);
    expect(JSON.stringify(recorded.spans())).not.toMatch(/romeo|juliet|message/);
  });

  it('are as many as the ratio says, but for failures', async () => {
    const { accounts, dataSource } = await temporaryStorage();
    tracing.enabled = true;
    setSamplingRatios({ storage: 0 });
    await accounts.add([{ bareJid: 'romeo@localhost', keys: keys('r') }]);
    expect(recorded.spans()).toEqual([]);
    await expect(change(dataSource, 'INSERT INTO old_session (seq) VALUES (1)')).rejects.toThrow('NOT NULL');
    await expect(rows(dataSource, 'SELECT missing FROM old_session')).rejects.toThrow('no such column');
    expect(recorded.spans()).toMatchObject([
      { name: 'db.insert', status: errorStatus, attributes: { 'error.type': 'SQLITE_CONSTRAINT' } },
    ]);
  });

  it('are none while tracing is off', async () => {
    const { accounts } = await temporaryStorage();
    await accounts.setDisabled('romeo@localhost', true);
    expect(recorded.tracersAsked()).toBe(0);
  });
});

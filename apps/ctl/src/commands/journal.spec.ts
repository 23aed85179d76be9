import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestCli } from '../testing/cli.js';
import { writeJournal } from '../testing/written-journal.js';

async function withJournal() {
  const cli = await TestCli.create();
  const folder = join(cli.dataDir, 'journal');
  const [intent] = await writeJournal(folder, ['{"body":"a secret"}']);
  return { cli, folder, intent };
}

describe('dormouse journal inspect', () => {
  it('prints what is there without what users wrote, and changes nothing', async () => {
    const { cli, folder, intent } = await withJournal();
    const files = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
    const before = files();
    const out = await cli.ok('journal', 'inspect');
    expect(out).toContain('0000000001.segment: ');
    expect(out).toContain('batch 1 2023-11-14T22:13:20.000Z');
    expect(out).toContain(`"id":${intent?.id}`);
    expect(out).toContain('Would come back: 0 sessions (0 doubtful) with 0 stanzas, 1 intent.');
    expect(out).not.toContain('secret');
    expect(files()).toEqual(before);
  });

  it('prints it with bodies, and as JSON, when asked', async () => {
    const { cli, intent } = await withJournal();
    expect(await cli.ok('journal', 'inspect', '--bodies')).toContain('a secret');
    const parts = (await cli.ok('journal', 'inspect', '--json', '--bodies')).trim().split('\n');
    expect(parts.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { part: 'segment', header: { number: 1, firstBatch: 1 } },
      { part: 'batch', batch: 1, entries: [{ kind: 'intent', intent }] },
      { part: 'totals', batches: 1, sessions: 0, intents: 1, damage: [] },
    ]);
  });

  it('fails and says where something is damaged', async () => {
    const { cli, folder } = await withJournal();
    const file = join(folder, '0000000001.segment');
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('half')]));
    const { code, out, err } = await cli.run(['journal', 'inspect']);
    expect(code).toBe(1);
    expect(out).toMatch(/DAMAGE 0000000001\.segment at \d+, 4 bytes, torn-tail/);
    expect(err).toContain('1 damaged place found');
  });

  it('says that there is no journal where there is none', async () => {
    const cli = await TestCli.create();
    const { code, err } = await cli.run(['journal', 'inspect']);
    expect(code).toBe(1);
    expect(err).toContain('There is no journal');
  });
});

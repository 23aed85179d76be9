import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventLoop } from '#ports';
import { NodeDisk } from './node-disk.js';
import { openJournal } from './open-journal.js';
import { comparable, expectSame, ModelSession, stanza, truth } from './testing/model.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const never: EventLoop = { soon: () => undefined, after: () => undefined };

function open(folder: string, fsync: boolean) {
  return openJournal({
    disk: new NodeDisk(folder),
    clock: { now: () => 1_700_000_000_000, monotonic: () => 0 },
    loop: never,
    fsync,
    segmentBytes: 1000,
    liveBytes: () => 0,
    onFatal: (error) => {
      throw error;
    },
    log: { warn: () => undefined },
    reserveBytes: 4096,
  });
}

describe('a folder of this machine', () => {
  it.each([false, true])('keeps a journal, for its owner’s eyes only (fsync %s)', async (fsync) => {
    const base = mkdtempSync(join(tmpdir(), 'dormouse-journal-'));
    folders.push(base);
    const folder = join(base, 'journal');
    const { journal } = open(folder, fsync);
    const session = new ModelSession('a');
    await new Promise<void>((resolve) => journal.append([session.snapshot()], resolve));
    for (let i = 0; i < 20; i++) {
      await new Promise<void>((resolve) => journal.append([session.enqueue(stanza())], resolve));
    }
    await journal.close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder).sort();
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'reserve')).size).toBe(4096);

    const disk = new NodeDisk(folder);
    const torn = disk.open(files.at(-2) as string);
    torn.write(Buffer.from('half'), disk.size(files.at(-2) as string));
    torn.close();
    const { recovered, journal: next } = open(folder, fsync);
    expect(recovered.damage).toMatchObject([{ kind: 'torn-tail', bytes: 4 }]);
    expectSame(
      recovered.sessions.map((s) => comparable(s, s.journalNo)),
      [truth(session)],
    );
    await next.close();
  });

  it('sets a file aside once, and lists nothing where there is no folder', () => {
    const base = mkdtempSync(join(tmpdir(), 'dormouse-journal-'));
    folders.push(base);
    const disk = new NodeDisk(join(base, 'journal'));
    expect({ files: disk.list(), aside: disk.quarantined() }).toEqual({ files: [], aside: 0 });
    disk.prepare();
    disk.create('one').close();
    expect([disk.quarantine('one'), disk.quarantine('one'), disk.quarantined()]).toEqual([true, false, 1]);
    expect(disk.list()).toEqual(['one']);
    expect(() => disk.create('one')).toThrow('EEXIST');
  });
});

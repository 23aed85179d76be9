import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from '#config';
import { NodeDisk, openJournal } from '#journal';
import { type JournalPin, type JournalPort, noJournal, type RecoveredJournal, systemEventLoop } from '#ports';
import { systemClock } from '#sessions';
import { appendTeller } from './journal-trace.js';
import { type Duration, Stopwatch } from './stopwatch.js';

/** What a session takes in the journal besides its queue, roughly, in bytes. */
const SESSION_BYTES = 400;

/** The journal of a data directory, and what it had kept. */
export interface SessionsJournal {
  readonly port: JournalPort;
  readonly recovered: RecoveredJournal;
  /** What reading it took. */
  readonly reading: Duration;
  /** Where the journal learns how much of it is live; to be set once the sessions are there. */
  live: () => { readonly sessions: number; readonly queueBytes: number };
  /** To be called when what was kept is back: without durability nothing of it is kept any longer. */
  settled(): Promise<void>;
  /** Its files as they are now, for a backup. */
  pin(): JournalPin;
  close(): Promise<void>;
}

const nothing = async () => undefined;
const noFiles = (): JournalPin => ({ files: [], release: () => undefined });

const NOTHING: RecoveredJournal = {
  sessions: [],
  intents: [],
  crashedAt: null,
  damage: [],
  bytes: 0,
  batches: 0,
};

/** The caller holds the data directory's lock. With durability `none` a journal that an earlier start kept is still read. */
export function openSessionsJournal(
  { server, smacks }: Configuration,
  log: { warn(message: string): void },
): SessionsJournal {
  const folder = join(server.dataDir, 'journal');
  const keep = smacks.durability === 'journal';
  if (!keep && !existsSync(folder)) {
    const live = () => ({ sessions: 0, queueBytes: 0 });
    return {
      port: noJournal,
      recovered: NOTHING,
      reading: { ms: 0, cpuMs: 0 },
      live,
      settled: nothing,
      pin: noFiles,
      close: nothing,
    };
  }
  const reading = new Stopwatch();
  const { journal, recovered } = openJournal({
    disk: new NodeDisk(folder),
    clock: systemClock,
    loop: systemEventLoop,
    fsync: smacks.fsync,
    segmentBytes: smacks.journalSegmentBytes,
    liveBytes: () => {
      const { sessions, queueBytes } = opened.live();
      return sessions * SESSION_BYTES + queueBytes;
    },
    onFatal: fail,
    onAppend: appendTeller(smacks.fsync, systemClock.now),
    log,
  });
  // What the stores said last is in a turn that has not ended.
  const close = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    await journal.close();
  };
  const discard = async () => {
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  };
  const opened: SessionsJournal = {
    port: keep ? journal : noJournal,
    recovered,
    reading: reading.stop(),
    live: () => ({ sessions: recovered.sessions.length, queueBytes: recovered.bytes }),
    settled: keep ? nothing : discard,
    pin: keep ? () => journal.pin() : noFiles,
    close: keep ? close : nothing,
  };
  return opened;
}

/** What the disk did not confirm may be lost although the system believes it written: only a restart knows what is there. */
function fail(error: Error): void {
  process.stderr.write(
    `${JSON.stringify({ level: 60, msg: `the disk did not confirm the journal: ${error.message}; stopping, a restart reads back what is there` })}\n`,
  );
  process.exit(1);
}

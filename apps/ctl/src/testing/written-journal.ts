import { NodeDisk, openJournal } from '#journal';
import { systemEventLoop } from '#ports';

/** A journal in this folder as a server would leave it, with one intent a batch; answers them. */
export async function writeJournal(folder: string, rows: readonly string[]) {
  const { journal } = openJournal({
    disk: new NodeDisk(folder),
    clock: { now: () => 1_700_000_000_000, monotonic: () => 0 },
    loop: systemEventLoop,
    fsync: false,
    segmentBytes: 1 << 20,
    liveBytes: () => 0,
    onFatal: (error) => {
      throw error;
    },
    log: { warn: () => undefined },
    reserveBytes: 10,
  });
  const intents = rows.map((json) => ({ id: journal.intentId(), store: 'offline', json }));
  for (const intent of intents) {
    journal.append([{ kind: 'intent', intent, cause: null, ordinal: 0 }], () => undefined);
  }
  await journal.close();
  return intents;
}

import { drawn, errorTypeOf, observeJournalAppend, recordJournalBatch, tracing } from '#telemetry';

/**
 * What is told of the journal's appends: how long each took, to the histogram; as spans those that are drawn and those that
 * failed. A heartbeat is no batch.
 * @param fsync whether the batch's outputs wait for the disk's confirmation
 * @param now ms since the epoch
 */
export function appendTeller(fsync: boolean, now: () => number) {
  return (micros: number, entries: number, bytes: number, failure: unknown): void => {
    observeJournalAppend(micros / 1e6);
    if (!tracing.enabled) return;
    if (failure === undefined && (entries === 0 || !drawn('storage'))) return;
    const endedAt = now();
    recordJournalBatch({
      startedAt: endedAt - micros / 1000,
      endedAt,
      entries,
      bytes,
      fsync,
      failure: failure === undefined ? undefined : errorTypeOf(failure),
    });
  };
}

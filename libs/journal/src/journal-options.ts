import type { Clock, EventLoop } from '#ports';
import type { JournalDisk } from './journal-disk.js';

export interface JournalLog {
  warn(message: string): void;
}

export interface JournalOptions {
  readonly disk: JournalDisk;
  readonly clock: Clock;
  readonly loop: EventLoop;
  /** Whether a batch is safe only when the disk has confirmed it, not already when the system has it. */
  readonly fsync: boolean;
  /** Size from which on a segment is followed by another, bytes. */
  readonly segmentBytes: number;
  /** About how many bytes the sessions that can come back would take if all were recorded anew. */
  readonly liveBytes: () => number;
  /** The disk did not confirm what it had taken: nothing is safe from here on, the process has to end. */
  readonly onFatal: (error: Error) => void;
  readonly log: JournalLog;
  /** Told how long each append took, µs, and of how many entries and bytes; `failure` is what the disk said where it did not take it. */
  readonly onAppend?: (micros: number, entries: number, bytes: number, failure: unknown) => void;
  /** Bytes kept in reserve for when the disk is full; the built-in figure unless told. */
  readonly reserveBytes?: number;
}

import type {
  DueSnapshot,
  JournalEntry,
  JournaledSession,
  JournalPin,
  JournalPort,
  JournalStatus,
} from '#ports';
import { AppendTimes } from './append-times.js';
import { BatchWriter } from './batch-writer.js';
import { ByteWriter } from './byte-writer.js';
import { EntryEncoder } from './entry-encoder.js';
import { FRAME_BYTES, segmentName, writeFrameHeader } from './format.js';
import { HeldFiles } from './held-files.js';
import type { JournalOptions } from './journal-options.js';
import type { Placement } from './placement.js';

/** Without anything to write for so long, an empty batch says that the server is still alive, ms. */
const HEARTBEAT = 10_000;
/** Where restarts leave many small segments, less than half full, they are worth rewriting whatever their size. */
const MAX_SEGMENTS = 64;
/** Intents of a segment that is to go are moved in such portions, bytes. */
const INTENT_PORTION = 64 * 1024;

const NONE_DUE: readonly DueSnapshot[] = [];

/** The session journal: entries to bytes, bytes to segments, segments dropped when nothing begins in them any more. */
export class Journal implements JournalPort {
  readonly recording = true;
  readonly #out = new ByteWriter();
  readonly #encoder: EntryEncoder;
  readonly #times = new AppendTimes();
  readonly #held: HeldFiles;
  #floor: number;
  #lastAt: number;
  #closed = false;
  /** What the last round through all segments had to carry forward, bytes: more may be live than the caller reckons. */
  #live = 0;
  /** The same of the present round, which is over when nothing is left of this segment and all before. */
  #carried = 0;
  #roundUntil: number;

  /** For `openJournal`. @param floor the oldest segment there is */
  constructor(
    private readonly options: JournalOptions,
    private readonly placement: Placement,
    private readonly writer: BatchWriter,
    private readonly quarantined: number,
  ) {
    this.#encoder = new EntryEncoder(this.#out, placement);
    this.#held = new HeldFiles(options.disk, options.log);
    this.#floor = placement.oldest;
    this.#roundUntil = placement.newest;
    this.#lastAt = options.clock.monotonic();
    this.#heartbeat(HEARTBEAT);
  }

  get strained(): boolean {
    return this.writer.strain.since !== null;
  }

  append(entries: readonly JournalEntry[], safe: () => void): void {
    if (entries.length > 0) this.#write(entries);
    this.writer.wait(safe);
  }

  due(): readonly DueSnapshot[] {
    return this.#overBound ? this.placement.due() : NONE_DUE;
  }

  adopt(session: JournaledSession): void {
    this.placement.adopt(session);
  }

  intentId(): number {
    return ++this.placement.numbers.intent;
  }

  onStrained(listener: (strained: boolean) => void): void {
    this.writer.strain.listen(listener);
  }

  status(): JournalStatus {
    const { placement, writer } = this;
    return {
      durability: 'journal',
      fsync: this.options.fsync,
      segments: placement.count,
      bytes: placement.bytes,
      oldestAt: placement.oldestAt,
      appends: this.#times.count,
      appendedBytes: this.#times.bytes,
      appendMicros: this.#times.micros,
      longestAppendMicros: this.#times.longestMicros(this.options.clock.monotonic()),
      syncs: writer.syncs,
      intents: placement.intents,
      strainedSince: writer.strain.since,
      strainedReason: writer.strain.reason,
      quarantined: this.quarantined,
    };
  }

  /** What is in the files now is what a crash at this moment would leave: for a backup, which copies them while all goes on. */
  pin(): JournalPin {
    const files = this.placement.segments.map(({ number, bytes }) => ({ name: segmentName(number), bytes }));
    return { files, release: this.#held.hold() };
  }

  /** Resolves when all is as safe as it can be made; nothing may be appended afterwards. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.writer.settle(resolve));
    this.#closed = true;
    this.writer.close();
  }

  get #overBound(): boolean {
    const { segmentBytes, liveBytes } = this.options;
    const { bytes, count } = this.placement;
    if (count > MAX_SEGMENTS && 2 * bytes < count * segmentBytes) return true;
    return bytes > 4 * segmentBytes && bytes > 2 * Math.max(liveBytes(), this.#live) + segmentBytes;
  }

  #write(entries: readonly JournalEntry[]): void {
    const { clock } = this.options;
    const start = clock.monotonic();
    const at = clock.now();
    this.writer.rotate();
    this.#out.reset(FRAME_BYTES);
    this.#encoder.begin(at);
    for (const entry of entries) this.#encode(entry);
    this.#moveIntents();
    const floor = this.#raiseFloor();
    const frame = this.#out.view;
    const batch = this.writer.next();
    writeFrameHeader(frame, { batch, at, confirmed: this.writer.confirmed });
    this.#lastAt = start;
    const dropping = floor === undefined ? undefined : () => this.#drop(floor);
    const failure = this.writer.write(frame, batch, dropping);
    const end = clock.monotonic();
    this.#times.add(frame.length, start, end);
    this.options.onAppend?.((end - start) * 1000, entries.length, frame.length, failure);
  }

  #encode(entry: JournalEntry): void {
    const before = this.#out.length;
    this.#encoder.entry(entry);
    if (entry.kind === 'session' || entry.kind === 'stanza') this.#carried += this.#out.length - before;
  }

  /** Intents whose store is slow must not keep a whole segment. */
  #moveIntents(): void {
    if (!this.#overBound) return;
    const before = this.#out.length;
    for (const intent of this.placement.lastIntents(INTENT_PORTION)) this.#encoder.intent(intent, null, 0);
    this.#carried += this.#out.length - before;
  }

  /** Says in the batch that is being written which segments are not needed any more. */
  #raiseFloor(): number | undefined {
    const { needed } = this.placement;
    if (needed <= this.#floor) return undefined;
    this.#floor = needed;
    this.#encoder.floor(needed);
    return needed;
  }

  /** The floor is safe: files that a power cut brings back are known not to count. */
  #drop(floor: number): void {
    this.writer.floor = floor;
    for (const number of this.placement.drop(floor)) this.#held.remove(segmentName(number));
    this.#closeRound();
  }

  /** Once nothing is left of what was there when the round began, all that is live was carried forward. */
  #closeRound(): void {
    if (this.placement.oldest <= this.#roundUntil) return;
    this.#live = this.#carried;
    this.#carried = 0;
    this.#roundUntil = this.placement.newest;
  }

  #heartbeat(ms: number): void {
    this.options.loop.after(ms, () => {
      if (this.#closed) return;
      const idle = this.options.clock.monotonic() - this.#lastAt;
      if (idle < HEARTBEAT) return this.#heartbeat(HEARTBEAT - idle);
      this.#write([]);
      this.#heartbeat(HEARTBEAT);
    });
  }
}

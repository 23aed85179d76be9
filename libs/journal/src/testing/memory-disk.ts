import type { JournalDisk, JournalFile } from '../journal-disk.js';

/** One change that a power cut may undo. */
type Change =
  | { readonly kind: 'write'; readonly position: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

interface Stored {
  bytes: Buffer;
  /** As it was at the last sync. */
  durable: Buffer;
  changes: Change[];
}

/** What a write is answered with instead: an error of that code, or so many bytes taken. */
export type Refusal = { readonly code: string } | { readonly taken: number };

const systemError = (code: string): Error => Object.assign(new Error(`${code}: refused`), { code });

/** A disk whose failures and power cuts are the test's choice. */
export class MemoryDisk implements JournalDisk {
  readonly files = new Map<string, Stored>();
  readonly aside = new Map<string, Buffer>();
  /** What was removed: a power cut may bring it back. */
  readonly removed = new Map<string, Buffer>();
  /** Files the folder has for sure, by name. */
  readonly #folder = new Map<string, Stored>();
  /** Asked for but not answered yet. */
  readonly syncs: (() => void)[] = [];
  /** Asked before each write; a refusal is what happens instead. */
  refuse: (name: string, length: number) => Refusal | undefined = () => undefined;
  refuseTruncate = false;
  refuseSync = false;
  /** Answer syncs only when the test does. */
  holdSyncs = false;
  writes = 0;

  prepare(): void {}

  list(): readonly string[] {
    return [...this.files.keys()];
  }

  size(name: string): number {
    return this.#stored(name).bytes.length;
  }

  read(name: string, length?: number): Buffer {
    return Buffer.from(this.#stored(name).bytes.subarray(0, length));
  }

  create(name: string): JournalFile {
    if (this.files.has(name)) throw systemError('EEXIST');
    const stored = { bytes: Buffer.alloc(0), durable: Buffer.alloc(0), changes: [] };
    this.files.set(name, stored);
    return this.#file(name, stored);
  }

  open(name: string): JournalFile {
    return this.#file(name, this.#stored(name));
  }

  remove(name: string): void {
    this.removed.set(name, this.#stored(name).bytes);
    this.files.delete(name);
  }

  syncFolder(done: (error?: Error) => void): void {
    this.#answer(() => {
      this.#folder.clear();
      for (const [name, stored] of this.files) this.#folder.set(name, stored);
    }, done);
  }

  quarantine(name: string): boolean {
    if (this.aside.has(name)) return false;
    this.aside.set(name, this.read(name));
    return true;
  }

  quarantined(): number {
    return this.aside.size;
  }

  /** Puts a file there as it is, for sure. */
  plant(name: string, bytes: Buffer): void {
    const stored = { bytes: Buffer.from(bytes), durable: Buffer.from(bytes), changes: [] };
    this.files.set(name, stored);
    this.#folder.set(name, stored);
  }

  /** The same files on a disk of their own. */
  copy(): MemoryDisk {
    const copy = new MemoryDisk();
    for (const [name, { bytes }] of this.files) copy.plant(name, bytes);
    return copy;
  }

  /**
   * What is there after a power cut: of everything that was not synced any part, as `chance` decides (0 … 1). Of a write
   * the first bytes may have arrived alone; of the folder each name.
   */
  afterPowerCut(chance: () => number): MemoryDisk {
    const after = new MemoryDisk();
    for (const name of new Set([...this.files.keys(), ...this.#folder.keys()])) {
      const now = this.files.get(name);
      const before = this.#folder.get(name);
      const stored = now === before || chance() < 0.5 ? now : before;
      if (stored === undefined) continue;
      let bytes = stored.durable;
      for (const change of stored.changes) {
        const luck = chance();
        if (luck < 0.4) continue;
        const torn = luck < 0.6 && change.kind === 'write';
        bytes = apply(torn ? { ...change, bytes: tear(change.bytes, chance()) } : change, bytes);
      }
      after.plant(name, bytes);
    }
    return after;
  }

  #stored(name: string): Stored {
    const stored = this.files.get(name);
    if (stored === undefined) throw systemError('ENOENT');
    return stored;
  }

  #answer(work: () => void, done: (error?: Error) => void): void {
    const answer = (): void => {
      if (this.refuseSync) return done(systemError('EIO'));
      work();
      done();
    };
    if (this.holdSyncs) this.syncs.push(answer);
    else answer();
  }

  #file(name: string, stored: Stored): JournalFile {
    const change = (one: Change): void => {
      stored.changes.push(one);
      stored.bytes = apply(one, stored.bytes);
    };
    return {
      write: (bytes, position) => {
        this.writes++;
        const refusal = this.refuse(name, bytes.length);
        if (refusal !== undefined && 'code' in refusal) throw systemError(refusal.code);
        const taken = refusal === undefined ? bytes.length : Math.min(refusal.taken, bytes.length);
        change({ kind: 'write', position, bytes: Buffer.from(bytes.subarray(0, taken)) });
        return taken;
      },
      truncate: (size) => {
        if (this.refuseTruncate) throw systemError('EIO');
        change({ kind: 'truncate', size });
      },
      sync: (done) => {
        // What is written while the disk is busy is not part of it.
        const { bytes, changes } = stored;
        const known = changes.length;
        this.#answer(() => {
          stored.durable = bytes;
          stored.changes = stored.changes.slice(known);
        }, done);
      },
      close: () => undefined,
    };
  }
}

function apply(change: Change, bytes: Buffer): Buffer {
  if (change.kind === 'truncate') {
    const cut = Buffer.alloc(change.size);
    bytes.copy(cut, 0, 0, change.size);
    return cut;
  }
  const grown = Buffer.alloc(Math.max(bytes.length, change.position + change.bytes.length));
  bytes.copy(grown);
  change.bytes.copy(grown, change.position);
  return grown;
}

const tear = (bytes: Buffer, at: number): Buffer => bytes.subarray(0, Math.floor(at * bytes.length));

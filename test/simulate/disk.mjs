const systemError = (code) => Object.assign(new Error(`${code}: refused`), { code });

/**
 * The journal's folder in one life of the server. A write is in the system's memory at once and on the disk when a later
 * sync was answered; so is which files there are. After the life's end this one is of no importance any more: see
 * {@link afterDeath} and {@link afterPowerCut}.
 */
export class Disk {
  /** Bytes that still fit. */
  room = Number.POSITIVE_INFINITY;
  /** ms a sync takes at most. */
  slowest = 20;

  /**
   * @param life told of each effect before it happens, and may end with it
   * @param files what is there, by name
   */
  constructor({ life, agenda, dice, tell }, files = new Map()) {
    Object.assign(this, { life, agenda, dice, tell });
    this.files = new Map([...files].map(([name, bytes]) => [name, stored(bytes)]));
    this.kept = new Map(this.files);
    this.aside = new Set();
  }

  prepare() {}

  list() {
    return [...this.files.keys()];
  }

  size(name) {
    return this.#find(name).bytes.length;
  }

  read(name, length) {
    return Buffer.from(this.#find(name).bytes.subarray(0, length));
  }

  create(name) {
    if (this.files.has(name)) throw systemError('EEXIST');
    if (this.room <= 0) throw systemError('ENOSPC');
    this.life.effect();
    const file = stored(Buffer.alloc(0));
    this.files.set(name, file);
    this.#say(`${name} is made`);
    return this.#open(name, file);
  }

  open(name) {
    return this.#open(name, this.#find(name));
  }

  remove(name) {
    const { bytes } = this.#find(name);
    this.life.effect();
    this.room += bytes.length;
    this.files.delete(name);
    this.#say(`${name} is removed`);
  }

  syncFolder(done) {
    const names = new Map(this.files);
    this.#later(() => {
      this.kept = names;
      this.#say('the folder is safe');
    }, done);
  }

  quarantine(name) {
    if (this.aside.has(name)) return false;
    this.aside.add(name);
    return true;
  }

  quarantined() {
    return this.aside.size;
  }

  /** What the next life finds: the system has everything. */
  afterDeath() {
    return new Map([...this.files].map(([name, { bytes }]) => [name, bytes]));
  }

  /** What the next life finds: of everything that no sync had confirmed any part, of a write also its beginning alone. */
  afterPowerCut() {
    const { dice } = this;
    const after = new Map();
    // How likely is that nothing at all, or everything, had reached the disk.
    const luck = dice.pick([0, 0.3, 0.6, 0.9, 1]);
    for (const name of new Set([...this.files.keys(), ...this.kept.keys()])) {
      const [now, before] = [this.files.get(name), this.kept.get(name)];
      const file = now === before || dice.chance(luck) ? now : before;
      if (file === undefined) continue;
      let { durable } = file;
      for (const change of file.changes) {
        if (!dice.chance(luck)) continue;
        const torn = change.bytes !== undefined && dice.chance(0.2);
        const length = torn ? dice.between(0, change.bytes.length) : undefined;
        durable = applied(torn ? { ...change, bytes: change.bytes.subarray(0, length) } : change, durable);
      }
      after.set(name, durable);
    }
    return after;
  }

  #find(name) {
    const file = this.files.get(name);
    if (file === undefined) throw systemError('ENOENT');
    return file;
  }

  #later(work, done) {
    this.life.effect();
    this.agenda.in(
      this.dice.between(0, this.slowest),
      () => {
        work();
        done();
      },
      this.life,
    );
  }

  #open(name, file) {
    const change = (one) => {
      file.changes.push(one);
      file.bytes = applied(one, file.bytes);
    };
    return {
      write: (given, position) => {
        const bytes = Buffer.from(given);
        const grows = Math.max(0, position + bytes.length - file.bytes.length);
        if (grows > this.room && this.dice.chance(0.5)) {
          this.#say(`${name} takes nothing more`);
          throw systemError('ENOSPC');
        }
        const taken = grows > this.room ? bytes.length - grows + Math.max(0, this.room) : bytes.length;
        // Killed in the midst of it, the system has its beginning.
        this.life.effect(() => change({ position, bytes: bytes.subarray(0, this.dice.between(0, taken)) }));
        this.room -= Math.min(grows, this.room);
        change({ position, bytes: bytes.subarray(0, taken) });
        if (taken < bytes.length) this.#say(`${name} takes ${taken} of ${bytes.length} bytes`);
        else this.#say(`${name} +${taken}`);
        return taken;
      },
      truncate: (size) => {
        this.life.effect();
        this.room += Math.max(0, file.bytes.length - size);
        change({ size });
        this.#say(`${name} is cut to ${size}`);
      },
      sync: (done) => {
        const { bytes, changes } = file;
        const known = changes.length;
        this.#later(() => {
          file.durable = bytes;
          file.changes = file.changes.slice(known);
          this.#say(`${name} is safe up to ${bytes.length}`);
        }, done);
      },
      close: () => undefined,
    };
  }

  #say(text) {
    if (!this.life.dead) this.tell('disk', text);
  }
}

const stored = (bytes) => ({ bytes, durable: bytes, changes: [] });

function applied({ size, position, bytes }, before) {
  if (size !== undefined) {
    const cut = Buffer.alloc(size);
    before.copy(cut, 0, 0, size);
    return cut;
  }
  const grown = Buffer.alloc(Math.max(before.length, position + bytes.length));
  before.copy(grown);
  bytes.copy(grown, position);
  return grown;
}

/** Rows of the database, as they outlive a life of the server. */
export const noRows = (users) => ({
  accounts: users,
  old: [],
  offline: [],
  offlineSeq: 0,
  limits: [],
  fragments: [],
  rosters: [],
  logouts: [],
  blocks: [],
  vcards: [],
});

/**
 * The ports to the database in one life: one writer, in order, and a commit after a while. What was committed stays, what
 * was not is lost with the life.
 */
export class Stores {
  /** ms until a commit, and again until it is told, at most. */
  slowest = 20;
  /** Whatever is asked fails. */
  broken = false;
  #tail = Promise.resolve();

  constructor({ life, agenda, dice, tell }, rows) {
    Object.assign(this, { life, agenda, dice, tell, rows });
  }

  get accounts() {
    return {
      find: async (bareJid) =>
        this.rows.accounts.includes(bareJid)
          ? { bareJid, keys: undefined, disabled: false, createdAt: 0, lastLoginAt: null }
          : undefined,
      active: (bareJids) =>
        this.#read(
          () => new Map(bareJids.filter((one) => this.rows.accounts.includes(one)).map((one) => [one, 0])),
        ),
      onRemoved: () => undefined,
      recordLogin: () => undefined,
    };
  }

  get oldSessions() {
    const own = (bareJid) => this.rows.old.filter((row) => row.bareJid === bareJid);
    const trim = (bareJid, keep) => {
      const over = new Set(
        keep === null ? [] : own(bareJid).slice(0, Math.max(0, own(bareJid).length - keep)),
      );
      this.rows.old = this.rows.old.filter((row) => !over.has(row));
      return over.size;
    };
    return {
      remember: (rows, keep) =>
        this.#write(`h of ${rows.map(({ resource, h }) => `${resource} (${h})`).join(', ')}`, () => {
          const known = new Set(rows.map(({ smIdHash }) => smIdHash));
          this.rows.old = [...this.rows.old.filter(({ smIdHash }) => !known.has(smIdHash)), ...rows];
          for (const bareJid of new Set(rows.map((row) => row.bareJid))) trim(bareJid, keep(bareJid));
        }),
      find: (hash) => this.#read(() => this.rows.old.find(({ smIdHash }) => smIdHash === hash)),
      list: async () => ({ items: [], next: null, total: this.rows.old.length }),
      count: async () => this.rows.old.length,
      countsByUser: async (after, limit) =>
        [...new Set(this.rows.old.map(({ bareJid }) => bareJid))]
          .filter((bareJid) => bareJid > after)
          .sort((a, b) => (a < b ? -1 : 1))
          .slice(0, limit)
          .map((bareJid) => ({ bareJid, count: own(bareJid).length })),
      countByUser: async (bareJid) => own(bareJid).length,
      trim: (bareJid, keep) => this.#write('old sessions trimmed', () => trim(bareJid, keep)),
      purge: async () => 0,
    };
  }

  get offline() {
    const own = (bareJid) => this.rows.offline.filter((row) => row.bareJid === bareJid);
    const forget = (bareJid, upTo) => {
      this.rows.offline = this.rows.offline.filter((row) => row.bareJid !== bareJid || row.seq > upTo);
    };
    return {
      append: (stanzas, limit) =>
        this.#write(`${stanzas.length} stanzas kept offline`, () => {
          const refused = [];
          for (const stanza of stanzas) {
            const { bareJid, intent } = stanza;
            if (intent !== 0 && this.rows.offline.some((row) => row.intent === intent))
              throw new Error('UNIQUE constraint failed: offline_stanza.intent');
            if (limit !== null && own(bareJid).length >= limit) refused.push(stanza);
            else this.rows.offline.push({ ...stanza, seq: ++this.rows.offlineSeq });
          }
          return refused;
        }),
      take: (bareJid, hand) =>
        this.#queue(async () => {
          await this.#pause();
          const found = own(bareJid);
          if (found.length === 0) return 0;
          const taken = await hand(found);
          await this.#pause();
          const last = found[taken - 1];
          if (last !== undefined)
            this.#commit(`${taken} offline stanzas of ${bareJid} forgotten`, () => forget(bareJid, last.seq));
          return taken;
        }),
      forget: (bareJid, upTo) =>
        this.#write(`offline stanzas of ${bareJid} up to ${upTo} forgotten`, () => forget(bareJid, upTo)),
      written: (intents) =>
        this.#read(
          () => new Set(this.rows.offline.map((row) => row.intent).filter((one) => intents.includes(one))),
        ),
      count: async (bareJid) => own(bareJid).length,
    };
  }

  get limits() {
    return {
      all: async () => [...this.rows.limits],
      set: (override) =>
        this.#write(`${override.name}=${override.value} for ${override.bareJid}`, () => {
          const others = this.rows.limits.filter(
            (row) => row.bareJid !== override.bareJid || row.name !== override.name,
          );
          this.rows.limits = [...others, override];
        }),
      clear: ({ bareJid, name }) =>
        this.#write(`${name} of ${bareJid} as configured`, () => {
          const others = this.rows.limits.filter((row) => row.bareJid !== bareJid || row.name !== name);
          const there = others.length < this.rows.limits.length;
          this.rows.limits = others;
          return there;
        }),
    };
  }

  get fragments() {
    const is = (bareJid, namespace, name) => (row) =>
      row.bareJid === bareJid && row.namespace === namespace && row.name === name;
    return {
      find: (...key) => this.#read(() => this.rows.fragments.find(is(...key))?.xml),
      put: (bareJid, fragments) =>
        this.#write(`private ${fragments.map(({ name }) => name).join(', ')} of ${bareJid}`, () => {
          for (const fragment of fragments) {
            const known = is(bareJid, fragment.namespace, fragment.name);
            this.rows.fragments = [
              ...this.rows.fragments.filter((row) => !known(row)),
              { bareJid, ...fragment },
            ];
          }
          return true;
        }),
    };
  }

  get rosters() {
    return {
      load: (owners) =>
        this.#read(
          () => new Map(owners.filter((one) => this.rows.accounts.includes(one)).map((one) => [one, []])),
        ),
      write: () => Promise.reject(new Error('no roster is changed in these stories')),
    };
  }

  get others() {
    return {
      blocks: { all: async () => [], add: async () => undefined, remove: async () => undefined },
      logouts: { record: async () => undefined, find: async () => undefined },
      vcards: { find: async () => undefined, put: async () => true },
    };
  }

  /** What the next life finds. */
  afterDeath() {
    return structuredClone(this.rows);
  }

  #write(what, work) {
    return this.#queue(async () => {
      await this.#pause();
      if (this.broken) throw new Error('disk I/O error');
      const result = this.#commit(what, work);
      await this.#pause();
      return result;
    });
  }

  async #read(work) {
    await this.#pause();
    if (this.broken) throw new Error('disk I/O error');
    return work();
  }

  #commit(what, work) {
    this.life.effect();
    const result = work();
    if (!this.life.dead) this.tell('database', what);
    return result;
  }

  #queue(work) {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Never over where the life is. */
  #pause() {
    return new Promise((resolve) => this.agenda.in(this.dice.between(0, this.slowest), resolve, this.life));
  }
}

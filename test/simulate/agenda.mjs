/** Wall clock of the first moment of every story, ms since the epoch. */
export const EPOCH = Date.UTC(2030, 0, 1);

/** More than this happens in no story that comes to an end. */
const MOST = 30_000;

/**
 * What is going to happen, in order of time and, at one moment, in the order in which it was written down. Nothing happens
 * between two entries but what the first one caused: promises settle, and nobody asks a real clock.
 */
export class Agenda {
  now = 0;
  /** How much has happened. */
  happened = 0;
  #order = 0;
  #heap = [];

  /**
   * @param at ms since the story began
   * @param owner a life of the server: when it is over by then, nothing happens
   */
  at(at, work, owner) {
    const entry = { at: Math.max(at, this.now), order: this.#order++, work, owner };
    const heap = this.#heap;
    heap.push(entry);
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (before(heap[parent], heap[child])) break;
      [heap[parent], heap[child]] = [heap[child], heap[parent]];
      child = parent;
    }
  }

  in(ms, work, owner) {
    this.at(this.now + ms, work, owner);
  }

  /** Lets everything happen that is due by `end`. @param failed told what was thrown */
  async run(end, failed) {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#shift();
      if (next.owner?.dead) continue;
      if (++this.happened > MOST) throw new Error('the story does not end');
      this.now = next.at;
      try {
        next.work();
      } catch (error) {
        failed(error);
      }
      await settled();
    }
    this.now = end;
  }

  #shift() {
    const heap = this.#heap;
    const last = heap.pop();
    if (heap.length === 0) return;
    heap[0] = last;
    for (let parent = 0; ; ) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2])
        if (child < heap.length && before(heap[child], heap[least])) least = child;
      if (least === parent) return;
      [heap[parent], heap[least]] = [heap[least], heap[parent]];
      parent = least;
    }
  }
}

const before = (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** All promises that can settle by themselves have done so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

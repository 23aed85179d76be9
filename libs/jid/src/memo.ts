/** A bounded cache in two generations: when the young one is full it becomes the old one, and what nobody asked for since is
 *  dropped with the old one at once. Never more than twice `generationSize` entries, no bookkeeping per hit on a hot key. */
export class Memo<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  constructor(private readonly generationSize: number) {}

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: string): V | undefined {
    const hot = this.#young.get(key);
    if (hot !== undefined) return hot;
    const kept = this.#old.get(key);
    if (kept === undefined) return undefined;
    this.#old.delete(key);
    this.set(key, kept);
    return kept;
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}

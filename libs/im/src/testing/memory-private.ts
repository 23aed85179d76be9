import type { PrivateFragment, PrivateStore } from '#ports';

/** The port in memory; answers later, as a database does. `broken` fails whatever is asked. */
export class MemoryPrivate implements PrivateStore {
  readonly #fragments = new Map<string, Map<string, string>>();
  broken = false;

  async find(bareJid: string, namespace: string, name: string): Promise<string | undefined> {
    await this.#answer();
    return this.#fragments.get(bareJid)?.get(`${namespace} ${name}`);
  }

  async put(bareJid: string, fragments: readonly PrivateFragment[], maxBytes: number): Promise<boolean> {
    await this.#answer();
    const kept = new Map(this.#fragments.get(bareJid));
    for (const { namespace, name, xml } of fragments) kept.set(`${namespace} ${name}`, xml);
    const bytes = [...kept.values()].reduce((sum, xml) => sum + Buffer.byteLength(xml), 0);
    if (bytes > maxBytes) return false;
    this.#fragments.set(bareJid, kept);
    return true;
  }

  async #answer(): Promise<void> {
    await Promise.resolve();
    if (this.broken) throw new Error('disk I/O error');
  }
}

import type { VcardStore } from '#ports';

/** The port in memory; answers later, as a database does. */
export class MemoryVcards implements VcardStore {
  readonly #vcards = new Map<string, string>();

  async find(bareJid: string): Promise<string | undefined> {
    await Promise.resolve();
    return this.#vcards.get(bareJid);
  }

  async put(bareJid: string, xml: string): Promise<boolean> {
    await Promise.resolve();
    this.#vcards.set(bareJid, xml);
    return true;
  }
}

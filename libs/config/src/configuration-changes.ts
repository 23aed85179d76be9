import type { Configuration } from './configuration.js';

export type Area = keyof Configuration;

/**
 * Who has worked something out of an area's values hears here that they changed while the server runs. Whoever reads them
 * where they are needed need not listen: an area's object stays the same, only what is in it changes.
 */
export class ConfigurationChanges {
  readonly #listeners = new Map<Area, (() => void)[]>();

  on(area: Area, apply: () => void): void {
    const list = this.#listeners.get(area);
    if (list === undefined) this.#listeners.set(area, [apply]);
    else list.push(apply);
  }

  /** @throws whatever the first listener that fails throws */
  tell(area: Area): void {
    for (const apply of this.#listeners.get(area) ?? []) apply();
  }
}

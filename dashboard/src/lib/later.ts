import { type ComponentType, lazy } from 'react';

/** A component whose code is fetched once, when first asked for. */
export class Later<Props extends object> {
  readonly #load: () => Promise<ComponentType<Props>>;
  #loaded: ComponentType<Props> | undefined;
  #loading: Promise<ComponentType<Props>> | undefined;
  #waiting: ComponentType<Props>;

  constructor(load: () => Promise<ComponentType<Props>>) {
    this.#load = load;
    this.#waiting = this.#lazy();
  }

  /** It itself once it is here, and before that one that suspends. */
  get component(): ComponentType<Props> {
    return this.#loaded ?? this.#waiting;
  }

  fetch(): Promise<ComponentType<Props>> {
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  async #fetch() {
    try {
      this.#loaded = await this.#load();
      return this.#loaded;
    } catch (error) {
      // Not for good: whoever asks next tries again.
      this.#loading = undefined;
      this.#waiting = this.#lazy();
      throw error;
    }
  }

  #lazy() {
    return lazy(async () => ({ default: await this.fetch() })) as ComponentType<Props>;
  }
}

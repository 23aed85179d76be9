import { assemble } from './assembly.js';
import type { Configuration } from './configuration.js';
import { type Area, ConfigurationChanges } from './configuration-changes.js';
import { crossCheck, type Origin } from './cross-checks.js';
import { checkEntry } from './entry.js';
import type { LoadedConfiguration } from './load.js';
import { type OptionName, options, type Values } from './options.js';
import { ConfigurationError } from './problem.js';

/** What the source of a value is called that was set while the server ran. */
export const RUNTIME = 'runtime';

type Values_ = Record<OptionName, unknown>;

/**
 * The configuration as it is in force: what was loaded at the start, and over it what was set since. The objects of its
 * areas are the same for as long as the process lives; a change is written into them.
 */
export class LiveConfiguration {
  readonly configuration: Configuration;
  readonly changes = new ConfigurationChanges();
  readonly #runtime = new Map<OptionName, unknown>();

  constructor(private readonly loaded: LoadedConfiguration) {
    const areas = Object.entries(loaded.configuration).map(([name, area]) => [name, { ...area }]);
    this.configuration = Object.freeze(Object.fromEntries(areas)) as Configuration;
  }

  /** In the unit of the option; undefined when it is not set. */
  valueOf(name: OptionName): unknown {
    return this.#runtime.has(name) ? this.#runtime.get(name) : this.configured(name);
  }

  /** What holds without any change at run time. */
  configured(name: OptionName): unknown {
    return this.loaded.values[name];
  }

  isOverridden(name: OptionName): boolean {
    return this.#runtime.has(name);
  }

  /** File and line, the environment variable, or `default`: where {@link configured} is from. */
  sourceOf(name: OptionName): string {
    return this.loaded.sources[name];
  }

  /**
   * The value meant, in the option's unit.
   * @throws {ConfigurationError} when it is not allowed, by itself or beside the others
   */
  check(name: OptionName, raw: unknown): unknown {
    const checked = checkEntry({ option: name, raw, key: name, source: RUNTIME });
    if ('problem' in checked) throw new ConfigurationError([checked.problem]);
    this.#crossCheck(new Map(this.#runtime).set(name, checked.value));
    return checked.value;
  }

  /** Acts at once where {@link Option.live}. @param value from {@link check} */
  set(name: OptionName, value: unknown): void {
    this.#become(new Map(this.#runtime).set(name, value));
  }

  /** What was configured holds again. @throws {ConfigurationError} when that does not go with the other values set since */
  clear(name: OptionName): void {
    const runtime = new Map(this.#runtime);
    runtime.delete(name);
    this.#crossCheck(runtime);
    this.#become(runtime);
  }

  /** Whether {@link clear} would be refused, without doing it. @throws as {@link clear} */
  checkClear(name: OptionName): void {
    const runtime = new Map(this.#runtime);
    runtime.delete(name);
    this.#crossCheck(runtime);
  }

  /** All or nothing: where somebody cannot apply the new values, the old ones are in force again. */
  #become(runtime: ReadonlyMap<OptionName, unknown>): void {
    const before = new Map(this.#runtime);
    try {
      this.#write(runtime);
    } catch (error) {
      this.#write(before);
      throw error;
    }
  }

  #write(runtime: ReadonlyMap<OptionName, unknown>): void {
    this.#runtime.clear();
    for (const [name, value] of runtime) this.#runtime.set(name, value);
    const next = assemble(this.#values(runtime) as Values, this.loaded.cwd);
    const changed = (Object.keys(next) as Area[]).filter((area) =>
      rewrite(this.configuration[area], next[area]),
    );
    for (const area of changed) this.changes.tell(area);
  }

  #values(runtime: ReadonlyMap<OptionName, unknown>): Values_ {
    return { ...this.loaded.values, ...Object.fromEntries(runtime) };
  }

  #crossCheck(runtime: ReadonlyMap<OptionName, unknown>): void {
    const origin: Origin = (name) => ({
      key: name,
      source: runtime.has(name) ? RUNTIME : this.loaded.sources[name],
    });
    const problems = crossCheck(this.#values(runtime) as Partial<Values>, origin);
    if (problems.length > 0) throw new ConfigurationError(problems);
  }
}

/** Whether an option takes effect without a restart. */
export const isLive = (name: OptionName): boolean => options[name].live === true;

/** Makes an area's object say what `next` says; true when that was a change. */
function rewrite(area: object, next: object): boolean {
  const [before, after] = [JSON.stringify(area), JSON.stringify(next)];
  if (before === after) return false;
  for (const key of Object.keys(area)) if (!(key in next)) Reflect.deleteProperty(area, key);
  Object.assign(area, next);
  return true;
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationError, LiveConfiguration, type OptionName, optionNames, options } from '#config';
import type { SettingHistory, SettingValue, SettingView } from '#contracts';
import { CLOCK, type Clock, SETTING_STORE, type SettingStore } from '#ports';
import type { Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Precondition } from '../http/precondition.js';
import { ApiProblem } from '../problems/api-problem.js';
import { type SetFacts, viewOf } from './setting-view.js';

/** null is what the configuration says. */
type Held = { readonly value: SettingValue } | null;

/** The options of the configuration, and what operators set over them while the server runs. */
@Injectable()
export class Settings implements OnModuleInit {
  readonly #facts = new Map<string, SetFacts>();
  /** One change after the other: each is checked against what the one before has left. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly live: LiveConfiguration,
    @Inject(SETTING_STORE) private readonly store: SettingStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const { name, setBy, setAt } of await this.store.all()) this.#facts.set(name, { setBy, setAt });
  }

  all(): SettingView[] {
    return optionNames.map((name) => this.one(name));
  }

  one(name: OptionName): SettingView {
    return viewOf(this.live, name, this.#facts.get(name));
  }

  history(
    name: OptionName,
    query: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<SettingHistory> {
    return this.store.history(name, query) as Promise<SettingHistory>;
  }

  /** @throws {ApiProblem} */
  set(name: OptionName, value: SettingValue, precondition: Precondition, by: Caller): Promise<SettingView> {
    return this.#change('setting-set', name, precondition, by, () => ({
      value: this.#checked(() => this.live.check(name, value)) as SettingValue,
    }));
  }

  /** What was configured holds again. @throws {ApiProblem} */
  clear(name: OptionName, precondition: Precondition, by: Caller): Promise<SettingView> {
    return this.#change('setting-clear', name, precondition, by, () => null);
  }

  /** Takes the last change back; done twice it is there again. @throws {ApiProblem} */
  undo(name: OptionName, precondition: Precondition, by: Caller): Promise<SettingView> {
    return this.#change('setting-undo', name, precondition, by, async () => {
      const [last] = (await this.store.history(name, { limit: 1 })).items;
      if (last === undefined) throw new ApiProblem('nothing-to-undo');
      const before = last.before as Held;
      // What was allowed then may not be beside what was set since.
      return before === null
        ? null
        : { value: this.#checked(() => this.live.check(name, before.value)) as SettingValue };
    });
  }

  #change(
    action: string,
    name: OptionName,
    precondition: Precondition,
    by: Caller,
    next: () => Held | Promise<Held>,
  ): Promise<SettingView> {
    const mine = this.#tail.then(() => this.#carryOut(action, name, precondition, by, next));
    this.#tail = mine.catch(() => undefined);
    return mine;
  }

  async #carryOut(
    action: string,
    name: OptionName,
    precondition: Precondition,
    by: Caller,
    next: () => Held | Promise<Held>,
  ): Promise<SettingView> {
    const before = this.#held(name);
    const line = { by, action, target: name, detail: '', before: this.#words(name, before) };
    const act = async () => {
      if (options[name].live !== true) throw new ApiProblem('restart-needed');
      precondition.of(this.one(name).version);
      const after = await next();
      if (after === null) this.#checked(() => this.live.checkClear(name));
      await this.#apply(name, before, after, by.username);
      return after;
    };
    let after: Held;
    try {
      after = await act();
    } catch (error) {
      await this.audit.record({ ...line, result: error instanceof ApiProblem ? error.code : 'failed' });
      throw error;
    }
    await this.audit.record({ ...line, after: this.#words(name, after), result: 'done' });
    return this.one(name);
  }

  /** First in force, then kept: what cannot be applied must not come back with the next start. */
  async #apply(name: OptionName, before: Held, after: Held, setBy: string): Promise<void> {
    const put = (held: Held) => (held === null ? this.live.clear(name) : this.live.set(name, held.value));
    put(after);
    const at = this.clock.now();
    try {
      await this.store.change({ name, before, after, setBy, at });
    } catch (error) {
      put(before);
      throw error;
    }
    if (after === null) this.#facts.delete(name);
    else this.#facts.set(name, { setBy, setAt: at });
  }

  #held(name: OptionName): Held {
    return this.live.isOverridden(name) ? { value: this.live.valueOf(name) as SettingValue } : null;
  }

  /** As the audit log tells it. */
  #words(name: OptionName, held: Held): string {
    const value = held === null ? this.live.configured(name) : held.value;
    const words = options[name].secret === true ? 'secret' : JSON.stringify(value ?? null);
    return held === null ? `${words} (configured)` : words;
  }

  #checked<T>(check: () => T): T {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      const detail = error.problems.map(({ key, message }) => `${key} ${message}`).join('; ');
      throw new ApiProblem('setting-not-allowed', { detail: `${detail}.` });
    }
  }
}

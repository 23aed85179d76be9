import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type SmacksConfig, smacksNamespace } from '#config';
import { type LimitName, type LimitView, limitNames } from '#contracts';
import { CLOCK, type Clock, LIMIT_STORE, type LimitOverride, type LimitStore } from '#ports';
import { defaultLimits, limitProblem, limitRules, type SessionLimits } from './limits.js';

/** Limits in force per user: read for every new session, so overrides are kept in memory. */
@Injectable()
export class UserLimits implements OnModuleInit {
  readonly #defaults: SessionLimits;
  readonly #overrides = new Map<string, Map<LimitName, LimitOverride>>();
  readonly #effective = new Map<string, SessionLimits>();

  constructor(
    @Inject(smacksNamespace.KEY) smacks: SmacksConfig,
    @Inject(LIMIT_STORE) private readonly store: LimitStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#defaults = defaultLimits(smacks);
  }

  async onModuleInit(): Promise<void> {
    for (const override of await this.store.all()) this.#keep(override);
  }

  /** One shared frozen object for all users without overrides. */
  of(bareJid: string): SessionLimits {
    return this.#effective.get(bareJid) ?? this.#defaults;
  }

  /** @throws RangeError with a sentence when the value is not allowed */
  async set(bareJid: string, name: LimitName, value: number | null, setBy: string): Promise<void> {
    const problem = limitProblem(name, value);
    if (problem !== undefined) throw new RangeError(problem);
    const override = { bareJid, name, value, setBy, setAt: this.clock.now() };
    await this.store.set(override);
    this.#keep(override);
  }

  async clear(bareJid: string, name: LimitName): Promise<void> {
    await this.store.clear(bareJid, name);
    const overrides = this.#overrides.get(bareJid);
    overrides?.delete(name);
    if (overrides?.size === 0) this.#overrides.delete(bareJid);
    this.#recompute(bareJid);
  }

  /** The account is gone, and its overrides with it: a namesake made later begins with the defaults. */
  forget(bareJid: string): void {
    this.#overrides.delete(bareJid);
    this.#recompute(bareJid);
  }

  /** @param current what the user has now, by limit, where it can be counted */
  view(bareJid: string, current: Partial<Record<LimitName, number>>): LimitView[] {
    return limitNames.map((name): LimitView => {
      const override = this.#overrides.get(bareJid)?.get(name);
      return {
        name,
        default: inOptionUnit(name, this.#defaults),
        override:
          override === undefined
            ? null
            : { value: override.value, setBy: override.setBy, setAt: override.setAt },
        effective: inOptionUnit(name, this.of(bareJid)),
        current: current[name] ?? null,
      };
    });
  }

  #keep(override: LimitOverride): void {
    const overrides = this.#overrides.get(override.bareJid) ?? new Map<LimitName, LimitOverride>();
    overrides.set(override.name, override);
    this.#overrides.set(override.bareJid, overrides);
    this.#recompute(override.bareJid);
  }

  #recompute(bareJid: string): void {
    const overrides = this.#overrides.get(bareJid);
    if (overrides === undefined) {
      this.#effective.delete(bareJid);
      return;
    }
    const changed = [...overrides.values()].map(({ name, value }) => {
      const { field, unit } = limitRules[name];
      return [field, value === null ? null : value * unit];
    });
    const own = Object.fromEntries(changed) as Partial<SessionLimits>;
    const limits: SessionLimits = { ...this.#defaults, ...own };
    // A longer time granted to this user alone must not be cut to a cap that was meant for everybody.
    const capped = overrides.has('smacks_max_hibernation_time');
    const maxHibernationTime = capped
      ? limits.maxHibernationTime
      : Math.max(limits.maxHibernationTime, limits.hibernationTime);
    this.#effective.set(bareJid, Object.freeze({ ...limits, maxHibernationTime }));
  }
}

function inOptionUnit(name: LimitName, limits: SessionLimits): number | null {
  const { field, unit } = limitRules[name];
  const value = limits[field];
  return value === null ? null : value / unit;
}

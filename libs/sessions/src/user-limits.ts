import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type SmacksConfig, smacksNamespace } from '#config';
import { type LimitName, type LimitView, limitNames } from '#contracts';
import { CLOCK, type Clock, LIMIT_STORE, type LimitOverride, type LimitStore, VersionConflict } from '#ports';
import { defaultLimits, effectiveLimits, limitProblem, limitRules, type SessionLimits } from './limits.js';

/** Limits in force per user: read for every new session, so overrides are kept in memory. */
@Injectable()
export class UserLimits implements OnModuleInit {
  #defaults: SessionLimits;
  readonly #overrides = new Map<string, Map<LimitName, LimitOverride>>();
  readonly #effective = new Map<string, SessionLimits>();
  /** The last change of each user that is still being stored: the next one looks at what it has left. */
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(
    @Inject(smacksNamespace.KEY) private readonly smacks: SmacksConfig,
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

  /** Who has limits of their own. */
  overridden(): IterableIterator<string> {
    return this.#overrides.keys();
  }

  overridesOf(bareJid: string): number {
    return this.#overrides.get(bareJid)?.size ?? 0;
  }

  /** The defaults were changed while the server runs; false when none of them concerns limits. */
  refresh(): boolean {
    const defaults = defaultLimits(this.smacks);
    if (JSON.stringify(defaults) === JSON.stringify(this.#defaults)) return false;
    this.#defaults = defaults;
    for (const bareJid of this.#overrides.keys()) this.#recompute(bareJid);
    return true;
  }

  /** Of the user's own values; another one after each change. */
  version(bareJid: string): string {
    const own = [...(this.#overrides.get(bareJid)?.values() ?? [])]
      .map(({ name, value, setBy, setAt }) => [name, value, setBy, setAt])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    return createHash('sha256').update(JSON.stringify(own)).digest('base64url').slice(0, 22);
  }

  /**
   * @param version undefined: whatever it is now
   * @throws RangeError with a sentence when the value is not allowed
   * @throws {VersionConflict}
   */
  async set(
    bareJid: string,
    name: LimitName,
    value: number | null,
    setBy: string,
    version?: string,
  ): Promise<void> {
    const problem = limitProblem(name, value);
    if (problem !== undefined) throw new RangeError(problem);
    await this.#inTurn(bareJid, version, async () => {
      const override = { bareJid, name, value, setBy, setAt: this.clock.now() };
      await this.store.set(override);
      this.#keep(override);
    });
  }

  /** @throws {VersionConflict} */
  async clear(bareJid: string, name: LimitName, setBy: string, version?: string): Promise<void> {
    await this.#inTurn(bareJid, version, async () => {
      await this.store.clear({ bareJid, name, setBy, setAt: this.clock.now() });
      const overrides = this.#overrides.get(bareJid);
      overrides?.delete(name);
      if (overrides?.size === 0) this.#overrides.delete(bareJid);
      this.#recompute(bareJid);
    });
  }

  /** What would hold with this value, undefined being none of the user's own. @throws RangeError as {@link set} */
  with(bareJid: string, name: LimitName, value: number | null | undefined): SessionLimits {
    const problem = value === undefined ? undefined : limitProblem(name, value);
    if (problem !== undefined) throw new RangeError(problem);
    const own = this.#ownValues(bareJid);
    if (value === undefined) own.delete(name);
    else own.set(name, value);
    return effectiveLimits(this.#defaults, own);
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
        default: this.inOptionUnit(name, this.#defaults),
        override:
          override === undefined
            ? null
            : { value: override.value, setBy: override.setBy, setAt: override.setAt },
        effective: this.inOptionUnit(name, this.of(bareJid)),
        current: current[name] ?? null,
      };
    });
  }

  inOptionUnit(name: LimitName, limits: SessionLimits): number | null {
    const { field, unit } = limitRules[name];
    const value = limits[field];
    return value === null ? null : value / unit;
  }

  #keep(override: LimitOverride): void {
    const overrides = this.#overrides.get(override.bareJid) ?? new Map<LimitName, LimitOverride>();
    overrides.set(override.name, override);
    this.#overrides.set(override.bareJid, overrides);
    this.#recompute(override.bareJid);
  }

  /** One change of a user after the other, each only if what it was made for still stands. */
  async #inTurn(bareJid: string, version: string | undefined, change: () => Promise<void>): Promise<void> {
    const before = this.#busy.get(bareJid);
    const mine = (before ?? Promise.resolve()).then(() => {
      if (version !== undefined && version !== this.version(bareJid))
        throw new VersionConflict(`the limits of ${bareJid} have been changed`);
      return change();
    });
    const settled = mine.catch(() => undefined);
    this.#busy.set(bareJid, settled);
    try {
      await mine;
    } finally {
      if (this.#busy.get(bareJid) === settled) this.#busy.delete(bareJid);
    }
  }

  #ownValues(bareJid: string): Map<LimitName, number | null> {
    const own = this.#overrides.get(bareJid) ?? [];
    return new Map([...own].map(([name, { value }]) => [name, value]));
  }

  #recompute(bareJid: string): void {
    const own = this.#ownValues(bareJid);
    if (own.size === 0) this.#effective.delete(bareJid);
    else this.#effective.set(bareJid, effectiveLimits(this.#defaults, own));
  }
}

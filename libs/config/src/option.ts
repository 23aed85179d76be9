import type { Kind } from './kind.js';

/** What the loader and the documentation know of an option beyond the values it takes. */
export interface OptionWords {
  /** One or two plain sentences: what it does and why the default is what it is. */
  readonly doc: string;
  /** True for passwords and keys: the value is never printed, not even in an error. */
  readonly secret?: boolean;
  /** True where an operator may set another value for one user while the server runs (`limitNames` of #contracts). */
  readonly perUser?: boolean;
  /** True where another value can be set while the server runs and acts at once. */
  readonly live?: boolean;
  /** Values that exist in the design but not yet in the code, each with the reason: an option is never accepted and ignored. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What the documentation says of a default that is not a plain value. */
  readonly defaultWords?: string;
}

/** One option: what it takes, what holds when nobody sets it, and its words. Values are in the unit the operator writes. */
export interface Option<T> extends OptionWords {
  readonly kind: Kind<T>;
  readonly default: T;
}

export function option<T>(kind: Kind<T>, fallback: NoInfer<T>, words: OptionWords): Option<T> {
  return { kind, default: fallback, ...words };
}

/** An option that may stay unset. */
export function optional<T>(kind: Kind<T>, words: OptionWords): Option<T | undefined> {
  return { kind, default: undefined, ...words };
}

/** The environment variable of an option: `smacks_*` upper-cased, the rest with `DORMOUSE_` in front. */
export function environmentName(optionName: string): string {
  const upper = optionName.toUpperCase();
  return upper.startsWith('SMACKS_') ? upper : `DORMOUSE_${upper}`;
}

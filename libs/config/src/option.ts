import { z } from 'zod';

/** What the documentation and the loader know of an option beyond its schema. */
export interface OptionMeta {
  /** One or two plain sentences: what it does and why the default is what it is. */
  readonly doc: string;
  /** True for passwords and keys: the value is never printed, not even in an error. */
  readonly secret?: boolean;
  /** True where an operator may change it without a restart. */
  readonly runtime?: boolean;
}

/** The registry that carries each option's {@link OptionMeta}; the docs generator reads it. */
export const optionRegistry = z.registry<OptionMeta>();

/** Attaches documentation to an option's schema. */
export function option<T extends z.ZodType>(schema: T, meta: OptionMeta): T {
  optionRegistry.add(schema, meta);
  return schema;
}

/** A duration given in whole seconds, kept in milliseconds. */
export const seconds = (min: number, max: number) =>
  z.coerce
    .number()
    .min(min)
    .max(max)
    .transform((s) => Math.round(s * 1000));

/** A whole number in an inclusive range; environment strings are converted. */
export const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** true/false, also spelt 1/0, yes/no, on/off in the environment. */
export const flag = () => z.union([z.boolean(), z.stringbool()]);

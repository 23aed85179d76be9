import { z } from 'zod';

/** A sort of value: how text becomes it, which values pass, and how that is said to a person. */
export interface Kind<T> {
  readonly schema: z.ZodType<T>;
  /** Completes the sentence "must be …". */
  readonly allowed: string;
  /** The value meant by text from the environment or a quoted YAML scalar; text it cannot read comes back as it is and fails the schema. */
  readonly fromText: (text: string) => unknown;
}

const asNumber = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text);

/** A whole number in an inclusive range. */
export const wholeNumber = (min: number, max: number): Kind<number> => ({
  schema: z.number().int().min(min).max(max),
  allowed: `a whole number from ${min} to ${max}`,
  fromText: asNumber,
});

/** A duration in whole seconds, as the operator writes it; the configuration the code sees has milliseconds. */
export const seconds = (min: number, max: number): Kind<number> => ({
  ...wholeNumber(min, max),
  allowed: `whole seconds from ${min} to ${max}`,
});

/** A share from 0 to 1. */
export const ratio = (): Kind<number> => ({
  schema: z.number().min(0).max(1),
  allowed: 'a number from 0 to 1',
  fromText: asNumber,
});

/** The same kind, or no limit at all: null in YAML, `none` in the environment. */
export const orUnlimited = (kind: Kind<number>): Kind<number | null> => ({
  schema: kind.schema.nullable(),
  allowed: `${kind.allowed}, or null for unlimited (\`none\` in the environment)`,
  fromText: (text) => (text.trim().toLowerCase() === 'none' ? null : kind.fromText(text)),
});

const flags = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
]);

/** true or false; YAML 1.2 reads `yes` and `on` as text, and the environment has nothing else, so those spellings count too. */
export const flag = (): Kind<boolean> => ({
  schema: z.boolean(),
  allowed: '`true` or `false`',
  fromText: (text) => flags.get(text.trim().toLowerCase()) ?? text,
});

/** One of a few words. */
export const choice = <const W extends readonly [string, ...string[]]>(...words: W): Kind<W[number]> => ({
  schema: z.enum(words),
  allowed: words.length === 1 ? `\`${words[0]}\`` : `one of ${words.map((w) => `\`${w}\``).join(', ')}`,
  fromText: (text) => text.trim(),
});

/** Text of a length in characters, taken as it stands. */
export const text = (min: number, max: number, what: string): Kind<string> => ({
  schema: z.string().min(min).max(max),
  allowed: what,
  fromText: (value) => value,
});

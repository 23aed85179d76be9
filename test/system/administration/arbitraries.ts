import fc from 'fast-check';
import type { Schema } from './api-document.js';

type Resolve = (schema: Schema) => Schema;

const nasty = [
  '',
  ' ',
  '\u0000',
  '\uffff',
  '\ud800',
  '..',
  '../../etc/passwd',
  "' OR 1=1 --",
  '"; DROP TABLE operator; --',
  '%',
  '%00',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '9'.repeat(400),
  'a@b@c',
  'x'.repeat(5000),
  '\u202eadmin',
  '{{7*7}}',
  '=1+1',
  '<script>',
  'e\u0301',
];

/** What no schema asks for: what breaks parsers, stores and people's assumptions. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...nasty),
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e308,
    [],
    {},
    [[[]]],
    [null],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant(JSON.parse('{"__proto__":{"role":"admin"},"constructor":{"prototype":{}}}') as unknown),
  fc.constant(nested(200)),
);

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let i = 0; i < depth; i++) value = { value };
  return value;
}

/** Values that a schema allows, as far as it says so. */
export function allowedBy(
  given: Schema,
  resolve: Resolve,
  known: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => allowedBy(one, resolve, known, depth)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const shape = Object.entries(schema.properties ?? {}).map(([key, value]) => [
        key,
        allowedBy(value, resolve, known, depth + 1),
      ]);
      const requiredKeys = (schema.required ?? []) as never[];
      return fc.record(Object.fromEntries(shape) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys });
    }
    case 'array': {
      const maxLength = Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0));
      const item = depth > 5 ? fc.constant(null) : allowedBy(schema.items ?? {}, resolve, known, depth + 1);
      return fc.array(item, { minLength: schema.minItems ?? 0, maxLength });
    }
    case 'integer':
    case 'number': {
      const min = Math.ceil(schema.minimum ?? schema.exclusiveMinimum ?? -1000);
      return fc.integer({
        min,
        max: Math.max(min, Math.floor(schema.maximum ?? schema.exclusiveMaximum ?? min + 10_000)),
      });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return text(schema, known);
  }
}

function text(
  { pattern, minLength = 0, maxLength = 40 }: Schema,
  known: readonly string[],
): fc.Arbitrary<string> {
  const fits = (value: string) => value.length >= minLength && value.length <= maxLength;
  const some = known.filter(
    (value) => fits(value) && (pattern === undefined || new RegExp(pattern).test(value)),
  );
  const made =
    pattern === undefined
      ? fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) })
      : fc.stringMatching(new RegExp(pattern)).filter(fits);
  return some.length === 0 ? made : fc.oneof(made, fc.constantFrom(...some));
}

/** Mostly what the schema allows, with something in it replaced, left out, or added that it does not. */
export function nearly(schema: Schema, resolve: Resolve, known: readonly string[]): fc.Arbitrary<unknown> {
  const allowed = allowedBy(schema, resolve, known);
  const spoilt = fc
    .tuple(allowed, hostile, fc.nat(20), fc.constantFrom('replace', 'remove', 'add'))
    .map(spoil);
  return fc.oneof(
    { weight: 3, arbitrary: allowed },
    { weight: 3, arbitrary: spoilt },
    { weight: 1, arbitrary: hostile },
  );
}

function spoil([value, stranger, which, how]: [
  unknown,
  unknown,
  number,
  'replace' | 'remove' | 'add',
]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return stranger;
  const entries = Object.entries(value);
  const at = entries.length === 0 ? 0 : which % entries.length;
  if (how === 'add') return Object.fromEntries([...entries, ['surplus', stranger]]);
  if (how === 'remove') return Object.fromEntries(entries.filter((_, i) => i !== at));
  return Object.fromEntries(entries.map(([key, old], i) => [key, i === at ? stranger : old]));
}

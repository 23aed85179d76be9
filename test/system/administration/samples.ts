import type { Operation, Schema } from './api-document.js';

type Resolve = (schema: Schema) => Schema;

const byName: Readonly<Record<string, string>> = {
  jid: 'nobody@localhost',
  directory: '/nonexistent/dormouse-backup',
};

/** The smallest value that a schema allows. */
export function sampleOf(given: Schema, resolve: Resolve, name = ''): unknown {
  const schema = resolve(given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return sampleOf(choice, resolve, name);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, sampleOf(schema.properties?.[key] ?? {}, resolve, key)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, resolve, name));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 0);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return (
        byName[name] ??
        (schema.pattern?.includes('\\d') ? '0'.repeat(6) : 'x'.repeat(Math.max(1, schema.minLength ?? 1)))
      );
  }
}

/** A route's address for something that is not there, with what its query must have. */
export function addressOf({ path, parameters }: Operation, resolve: Resolve): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema;
    return encodeURIComponent(String(sampleOf(schema ?? {}, resolve, name)));
  });
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required === true)
    .map(({ name, schema = {} }): [string, string] => [name, String(sampleOf(schema, resolve, name))]);
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query)}`;
}

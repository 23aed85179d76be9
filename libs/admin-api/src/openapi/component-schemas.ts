import { z } from 'zod';
import * as contracts from '#contracts';
import * as pages from './pages.js';

/** JSON Schema as OpenAPI 3.1 embeds it (dialect 2020-12). */
export type JsonSchema = Record<string, unknown>;

const SUFFIX = 'Schema';

/** Each contract under its type's name: `sessionViewSchema` is the component SessionView. Not those of queries: of a reference no
 *  parameters can be made. */
const registry = z.registry<{ id: string }>();
for (const [name, schema] of Object.entries({ ...contracts, ...pages })) {
  if (name.endsWith(SUFFIX) && !name.endsWith('QuerySchema') && schema instanceof z.ZodType) {
    registry.add(schema, { id: `${name[0]?.toUpperCase()}${name.slice(1, -SUFFIX.length)}` });
  }
}

/** Every contract as an OpenAPI component; where one holds another, it refers to it. */
export function componentSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: refTo });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutHead(schema)]));
}

/** A schema where it is used: a reference if it is a contract, else spelt out. */
export function schemaOrRef(schema: z.ZodType): JsonSchema {
  const id = registry.get(schema)?.id;
  return id === undefined ? withoutHead(z.toJSONSchema(schema, { io: 'input' })) : { $ref: refTo(id) };
}

function refTo(id: string): string {
  return `#/components/schemas/${id}`;
}

/** Inside one OpenAPI document a schema needs no dialect and must not claim an address of its own. */
function withoutHead(schema: object): JsonSchema {
  const { $schema: _dialect, $id: _address, '~standard': _zod, ...rest } = schema as JsonSchema;
  return rest;
}

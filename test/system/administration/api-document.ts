/** A JSON Schema (dialect 2020-12), as far as the API document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: Schema;
}

export type Role = 'viewer' | 'operator' | 'admin';

/** One route as its document tells it. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly role: Role | 'anyone';
  readonly right: string | null;
  readonly apiKeys: boolean;
  readonly controlSocketOnly: boolean;
  readonly statuses: readonly number[];
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
}

export interface ApiDocument {
  readonly operations: readonly Operation[];
  /** What a reference stands for; everything else as it is. */
  readonly resolve: (schema: Schema) => Schema;
}

interface Raw {
  readonly 'x-role': Operation['role'];
  readonly 'x-right': string | null;
  readonly 'x-api-keys': boolean;
  readonly 'x-control-socket-only': boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Reads the document of a running server. */
export async function readApiDocument(base: string): Promise<ApiDocument> {
  const response = await fetch(`${base}/api/docs-json`);
  const { paths, components } = (await response.json()) as {
    paths: Record<string, Record<string, Raw>>;
    components: { schemas: Record<string, Schema> };
  };
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : resolve(components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): Operation => operationOf(method.toUpperCase(), path, raw)),
  );
  return { operations, resolve };
}

function operationOf(method: string, path: string, raw: Raw): Operation {
  return {
    method,
    path,
    role: raw['x-role'],
    right: raw['x-right'],
    apiKeys: raw['x-api-keys'],
    controlSocketOnly: raw['x-control-socket-only'],
    statuses: Object.keys(raw.responses).map(Number),
    parameters: raw.parameters ?? [],
    body: raw.requestBody?.content['application/json']?.schema,
  };
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Route, routes } from '#contracts';
import { TestApp } from '../testing/test-app.js';

type Schema = Record<string, unknown>;
interface Body {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let app: TestApp;
let document: ApiDocument;
beforeAll(async () => {
  app = await TestApp.start();
  document = (await (await app.client().raw('GET', '/api/docs-json')).json()) as ApiDocument;
});
afterAll(() => app.stop());

/** With what references stand for in their place. */
function spelt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelt);
  if (value === null || typeof value !== 'object') return value;
  const { $ref } = value as { $ref?: string };
  if ($ref !== undefined) return spelt(document.components.schemas[$ref.split('/').at(-1) ?? '']);
  const kept = Object.entries(value).filter(([key]) => key !== '$schema' && key !== '~standard');
  return Object.fromEntries(kept.map(([key, one]) => [key, spelt(one)]));
}

const json = (schema: z.ZodType): unknown =>
  schema instanceof z.ZodUndefined ? undefined : spelt(z.toJSONSchema(schema, { io: 'input' }));

function documented({ parameters = [], requestBody, responses }: Operation) {
  const success = Object.entries(responses).find(([status]) => Number(status) < 400)?.[1].content;
  const body = requestBody?.content?.['application/json']?.schema;
  const query = parameters.filter((one) => one.in === 'query');
  const answer = success?.['application/json']?.schema ?? Object.values(success ?? {})[0]?.schema;
  return {
    parameters: parameters.filter((one) => one.in === 'path').map(({ name }) => name),
    query: Object.fromEntries(query.map(({ name, schema }) => [name, spelt(schema)])),
    body: spelt(body),
    answer: spelt(answer),
  };
}

function typed({ path, query, body, answer }: Route) {
  const { properties = {} } = ((query && json(query)) ?? {}) as { properties?: Schema };
  return {
    parameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name),
    query: properties,
    body: body && json(body),
    answer: json(answer),
  };
}

it('the routes of the typed client are those of the API document, with the same queries, bodies and answers', () => {
  const inDocument = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        documented(operation),
      ]),
    );
  const inClient = Object.values(routes)
    .flatMap((group): Route[] => Object.values(group))
    .map((route) => [`${route.method} /api/v1${route.path}`, typed(route)]);
  expect(Object.fromEntries(inClient)).toEqual(Object.fromEntries(inDocument));
  expect(inClient).toHaveLength(inDocument.length);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TestApp } from '../testing/test-app.js';

interface OperationFacts {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly security?: readonly Record<string, unknown>[];
}

let app: TestApp;
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.looseObject({})) })),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});
let text: string;
let document: z.infer<typeof documentSchema>;

beforeAll(async () => {
  app = await TestApp.start();
  text = await (await app.client().raw('GET', '/api/docs-json')).text();
  document = documentSchema.parse(JSON.parse(text));
});
afterAll(() => app.stop());

const statuses = (path: string, method: string) =>
  Object.keys(document.paths[path]?.[method]?.responses ?? {});

describe('the API document', () => {
  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  it('tells every status of a route', () => {
    expect(statuses('/api/v1/api-keys/{id}', 'delete')).toEqual([
      '204',
      '400',
      '401',
      '403',
      '404',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(statuses('/api/v1/sign-in', 'post')).toEqual([
      '200',
      '400',
      '401',
      '403',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(statuses('/api/v1/accounts', 'post')).toContain('201');
  });

  it('tells of every changing route that it wants JSON and no other origin, and of no reading one', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const method of Object.keys(operations)) {
        expect([path, method, statuses(path, method).includes('415')]).toEqual([
          path,
          method,
          method !== 'get',
        ]);
      }
    }
  });

  it('tells of the CSRF token where it is needed', () => {
    const forbidden = (path: string) => JSON.stringify(document.paths[path]?.['post']?.responses['403']);
    expect(forbidden('/api/v1/accounts')).toContain('csrf-token');
    expect(forbidden('/api/v1/sign-in')).not.toContain('csrf-token');
  });

  it('has the contracts as components, with limits and references', () => {
    const { schemas } = document.components;
    expect(schemas['SignIn']).toMatchObject({
      required: ['username', 'password'],
      properties: { username: { type: 'string', minLength: 1, maxLength: 128 } },
    });
    expect(schemas['SessionPage']).toMatchObject({
      properties: { items: { type: 'array', items: { $ref: '#/components/schemas/SessionView' } } },
    });
  });

  it('refers to nothing that is not there', () => {
    const names = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref));
    expect(names.size).toBeGreaterThan(10);
    for (const ref of names)
      expect(Object.keys(document.components.schemas)).toContain(ref?.split('/').at(-1));
  });

  it('tells of every operation what OpenAPI asks for: parameters of its address, answers, known ways to prove who one is', () => {
    const ids: unknown[] = [];
    const { securitySchemes } = document.components as { securitySchemes?: Record<string, unknown> };
    expect(Object.keys(securitySchemes ?? {}).sort()).toEqual(['apiKey', 'cookie', 'csrf']);
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const { operationId, parameters, security, summary } = operation as unknown as OperationFacts;
        ids.push(operationId);
        const inPath = parameters.filter((parameter) => parameter.in === 'path');
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect([path, method, new Set(inPath.map(({ name }) => name))]).toEqual([
          path,
          method,
          new Set(named),
        ]);
        expect([path, inPath.every(({ required }) => required === true)]).toEqual([path, true]);
        expect([path, typeof summary, summary !== '']).toEqual([path, 'string', true]);
        expect([path, statuses(path, method).some((status) => /^[23]/.test(status))]).toEqual([path, true]);
        for (const name of (security ?? []).flatMap((way) => Object.keys(way)))
          expect(Object.keys(securitySchemes ?? {})).toContain(name);
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells how to prove who one is', () => {
    const ways = (path: string, method: string) => document.paths[path]?.[method]?.['security'];
    expect(ways('/api/v1/sign-in', 'post')).toBeUndefined();
    expect(ways('/api/v1/me', 'get')).toEqual(expect.arrayContaining([{ cookie: [] }, { apiKey: [] }]));
    expect(ways('/api/v1/operators', 'post')).toEqual([{ cookie: [], csrf: [] }]);
  });

  it('documents queries and bodies from the same contracts', () => {
    expect(document.paths['/api/v1/sessions']?.['get']).toMatchObject({
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'filter', in: 'query', required: false }),
      ]),
    });
    expect(document.paths['/api/v1/sign-in']?.['post']).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/SignIn' } } } },
    });
  });
});

describe('its page', () => {
  it('loads everything it needs from here', async () => {
    const page = await (await app.client().raw('GET', '/api/docs')).text();
    const links = [...page.matchAll(/(?:src|href)=['"]([^'"]+)['"]/g)].map(([, link]) => link ?? '');
    const scripts = links.filter((link) => /\.(js|css)$/.test(link));
    expect(scripts.length).toBeGreaterThan(2);
    for (const link of scripts) {
      const { status } = await app.client().raw('GET', new URL(link, 'http://here/api/docs').pathname);
      expect([link, status]).toEqual([link, 200]);
      expect(link).not.toMatch(/^(https?:)?\/\//);
    }
    expect(page).not.toMatch(/<script>/);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditPageSchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  app.operators.entries.length = 0;
});
afterEach(() => app.stop());

const line = (target: string) => ({ at: 5, actor: 'admin', action: 'a', target, detail: '', result: 'done' });

describe('GET /audit', () => {
  it('filters and pages', async () => {
    for (const target of ['one', 'two', 'one']) await app.operators.audit(line(target));
    const first = auditPageSchema.parse((await viewer.get('/audit?target=one&limit=1')).body);
    expect(first.items.map(({ id }) => id)).toEqual(['3']);
    const second = auditPageSchema.parse(
      (await viewer.get(`/audit?target=one&limit=1&after=${first.next}`)).body,
    );
    expect(second).toMatchObject({ items: [{ id: '1' }], next: null });
    expect(await viewer.get('/audit?after=x')).toMatchObject({ status: 400, code: 'invalid-cursor' });
    expect(await viewer.get('/audit?from=x')).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});

describe('GET /audit/export', () => {
  it('gives every line that the filter finds, over all pages', async () => {
    for (let i = 0; i < 1100; i++) await app.operators.audit(line(i % 2 === 0 ? 'even' : 'odd'));
    const response = await viewer.raw('GET', '/api/v1/audit/export?target=even');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const ids = (await response.text())
      .trim()
      .split('\n')
      .map((text) => (JSON.parse(text) as { id: string }).id);
    expect(ids).toEqual(Array.from({ length: 550 }, (_, i) => String(1099 - 2 * i)));
  });

  it('gives a table', async () => {
    await app.operators.audit(line('=HYPERLINK("http://evil.example")'));
    const response = await viewer.raw('GET', '/api/v1/audit/export?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const text = await response.text();
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });
});

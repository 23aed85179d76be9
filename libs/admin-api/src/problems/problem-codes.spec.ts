import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { problemCodes } from './problem-codes.js';

it('docs/api.md lists every code with its status and title', async () => {
  const text = await readFile(new URL('../../../../docs/api.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| `[a-z-]+` \| \d{3} \|/.test(line));
  expect(rows).toEqual(
    Object.entries(problemCodes).map(([code, [status, title]]) => `| \`${code}\` | ${status} | ${title} |`),
  );
});

/**
 * Names every test of a vitest JSON report that did not pass, each with the beginning of what it said: for the end of a long
 * log, of which a reader may have only that. Exit code 1 where there is none.
 *
 *   node .ci/failures.mjs SCRIPT REPORT
 */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const LINES = 12;

const [script, path] = process.argv.slice(2);
const beginning = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')
    .slice(0, LINES)
    .map((line) => `      ${line}`)
    .join('\n');

const files = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).testResults : [];
const failures = files.flatMap(({ name, status, message, assertionResults }) => {
  const file = relative(process.cwd(), name);
  const tests = assertionResults
    .filter((test) => test.status !== 'passed')
    .map(
      (test) => `${file} > ${test.fullName} (${test.status})\n${beginning(test.failureMessages?.join('\n'))}`,
    );
  return tests.length === 0 && status !== 'passed' ? [`${file}\n${beginning(message)}`] : tests;
});
for (const failure of failures) console.log(`  npm run ${script}: ${failure}`);
process.exitCode = failures.length === 0 ? 1 : 0;

/**
 * Prints "passed failed" of a vitest JSON report. A file that could not be loaded has no tests and is one failure; so is a
 * run that failed although every test in the report passed, and a run without a report. A skipped test is no success either.
 *
 *   node .ci/counts.mjs REPORT EXIT_CODE
 */
import { existsSync, readFileSync } from 'node:fs';

const [path, exitCode] = process.argv.slice(2);
let passed = 0;
let failed = 0;
if (existsSync(path)) {
  for (const file of JSON.parse(readFileSync(path, 'utf8')).testResults) {
    const good = file.assertionResults.filter(({ status }) => status === 'passed').length;
    const bad = file.assertionResults.length - good;
    passed += good;
    failed += bad === 0 && file.status !== 'passed' ? 1 : bad;
  }
}
if (failed === 0 && (exitCode !== '0' || passed === 0)) failed = 1;
console.log(`${passed} ${failed}`);

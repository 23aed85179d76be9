/** Writes docs/configuration.md and dormouse.example.yaml from the options in libs/config (`npm run docs:config`). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { renderConfigurationDocs, renderSampleYaml } from '../dist/libs/config/src/index.js';

const root = new URL('../', import.meta.url);
mkdirSync(new URL('docs/', root), { recursive: true });
for (const [path, text] of [
  ['docs/configuration.md', renderConfigurationDocs()],
  ['dormouse.example.yaml', renderSampleYaml()],
]) {
  writeFileSync(new URL(path, root), text);
  process.stderr.write(`wrote ${path}\n`);
}

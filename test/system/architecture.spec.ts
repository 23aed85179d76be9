import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { arch: string } })
  .scripts.arch;
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Runs what `npm run arch` runs, in that folder. */
function checkArchitecture(folder: string): Promise<{ code: number; output: string }> {
  const [program, ...args] = script.split(' ');
  expect(program).toBe('depcruise');
  return new Promise((resolve) => {
    execFile(process.execPath, [depcruise, ...args], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}

/** Files of a small tree in the shape of ours, none of which breaks a rule. */
const clean = {
  'libs/contracts/src/index.ts': 'export const shape = 1;',
  'libs/xml/src/index.ts':
    "import { Element } from 'ltx'; import { Buffer } from 'node:buffer'; export { Element, Buffer };",
  'libs/jid/src/index.ts': "export { Element } from '#xml';",
  'libs/ports/src/index.ts': "export { Element } from '#jid';",
  'libs/storage/src/index.ts': "export { Element } from '#ports'; export const store = 1;",
  'libs/im/src/index.ts': "export { Element } from '#ports'; export const im = 1;",
  'apps/server/src/main.ts': "import '#storage'; import '#im';",
  'apps/ctl/src/main.ts': "import '#storage';",
  'dashboard/src/app/app.ts':
    "import '#contracts'; import '../features/overview/page.js'; import '../features/events/page.js';",
  'dashboard/src/features/overview/page.ts': "import '#contracts'; export const page = 1;",
  'dashboard/src/features/events/page.ts': "import '#contracts'; export const page = 2;",
  'test/system/some.spec.ts': "import '#contracts'; import 'vitest';",
  'libs/im/src/some.spec.ts': "import '#contracts'; import 'vitest'; import '../../../test/support/peer.js';",
  'test/support/peer.ts': 'export const peer = 1;',
};

/** One forbidden import each: the rule it breaks, the file planted, what the file says. */
const plants = [
  ['ring-0-knows-no-outer-ring', 'libs/jid/src/plant.ts', "import '#ports';"],
  [
    'ring-0-knows-no-outer-ring',
    'libs/xml/src/plant.ts',
    "import type { im } from '#im'; export type T = typeof im;",
  ],
  ['ring-0-packages', 'libs/sasl/src/plant.ts', "import '@nestjs/common';"],
  ['ring-0-node-modules', 'libs/stanza/src/plant.ts', "import 'node:net';"],
  ['ring-1-knows-no-shell', 'libs/config/src/plant.ts', "import '#im';"],
  ['telemetry-api-only', 'libs/telemetry/src/plant.ts', "import '@opentelemetry/sdk-node';"],
  ['stores-are-bound-in-apps', 'libs/sessions/src/plant.ts', "import '#storage';"],
  ['libraries-know-no-application', 'libs/c2s/src/plant.ts', "import '../../../apps/server/src/main.js';"],
  ['test-support-is-for-specs', 'libs/s2s/src/plant.ts', "import '../../../test/support/peer.js';"],
  ['applications-know-each-other-not', 'apps/ctl/src/plant.ts', "import '../../server/src/main.js';"],
  ['libraries-by-name', 'libs/admin-api/src/plant.ts', "import '../../im/src/index.js';"],
  ['dashboard-sees-contracts-only', 'dashboard/src/lib/plant.ts', "import '#jid';"],
  ['features-know-each-other-not', 'dashboard/src/features/events/plant.ts', "import '../overview/page.js';"],
  ['tests-share-shapes-only', 'test/system/plant.ts', "import '#jid';"],
  ['no-cycles', 'libs/stream/src/plant.ts', "import './target.js';"],
  ['no-junk-drawers', 'libs/im/src/helpers/plant.ts', 'export const plant = 1;'],
  ['no-junk-drawers', 'libs/im/src/utils.ts', 'export const plant = 1;'],
  ['no-unresolved', 'libs/components/src/plant.ts', "import '#nowhere';"],
  ['no-tools-at-run-time', 'libs/cluster/src/plant.ts', "import 'fast-check';"],
] as const;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A tree of its own with our rules, our package.json and our packages: nothing in the checkout is touched. */
function plantTree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-architecture-'));
  folders.push(folder);
  for (const name of ['package.json', '.dependency-cruiser.cjs'])
    cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  return folder;
}

// A whole tree is parsed each time: seconds on an idle machine, more beside other test files.
describe('the architecture check', { timeout: 180_000 }, () => {
  it('passes the tree as it is', async () => {
    const { code, output } = await checkArchitecture(root);
    expect(output).toContain('no dependency violations found');
    expect(code).toBe(0);
  });

  it('passes what is allowed', async () => {
    const { code, output } = await checkArchitecture(plantTree(clean));
    expect(output).toContain('no dependency violations found');
    expect(code).toBe(0);
  });

  describe('refuses', () => {
    let result: Awaited<ReturnType<typeof checkArchitecture>>;

    beforeAll(async () => {
      const planted = Object.fromEntries(plants.map(([, path, text]) => [path, text]));
      const back = {
        'libs/stream/src/target.ts': "import './plant.js';",
      };
      result = await checkArchitecture(plantTree({ ...clean, ...planted, ...back }));
    }, 180_000);

    it.each(plants)('%s: %s', (rule, path) => {
      expect(result.output).toContain(`error ${rule}: ${path}`);
    });

    it('nothing else, and by its exit code', () => {
      const accused = [...result.output.matchAll(/^ {2}error ([a-z0-9-]+): (\S+)/gm)].map(
        (hit) => `${hit[1]} ${hit[2]}`,
      );
      expect(accused.sort()).toEqual(plants.map(([rule, path]) => `${rule} ${path}`).sort());
      expect(result.code).not.toBe(0);
    });
  });
});

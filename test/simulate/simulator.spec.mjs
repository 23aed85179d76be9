import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('main.mjs', import.meta.url));

/** In a process of its own: a story's world is the whole process. */
const simulate = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { maxBuffer: 1 << 26 }, (error, stdout) =>
      resolve({ code: error?.code ?? 0, stdout }),
    );
  });

/** Planted errors, and how each of them shows. */
const PLANTS = {
  'sync-skipped': /^seed \d+, fsync on fails .*(lost|cannot be resumed|h is right|went back)/m,
  'output-early': /^seed \d+, fsync o(n|ff) fails .*(lost|cannot be resumed|h is right|went back)/m,
  'cause-ignored': /^seed \d+, fsync o(n|ff) fails .*got m\S+ 2 times/m,
};

describe('the simulator', { timeout: 240_000 }, () => {
  it('finds nothing wrong in stories that go well', async () => {
    const { code, stdout } = await simulate('--seeds', '10');
    expect(stdout).toMatch(/^20 passed, 0 failed$/m);
    expect(code).toBe(0);
  });

  it.each(Object.keys(PLANTS))('finds within 200 seeds that %s', async (plant) => {
    const { code, stdout } = await simulate('--seeds', '200', '--once', '--brief', '--plant', plant);
    expect(stdout).toMatch(PLANTS[plant]);
    expect(code).toBe(1);
  });

  it('tells a seed’s story word for word again, and another seed’s otherwise', async () => {
    const [once, again] = await Promise.all([1, 2].map(() => simulate('--seeds', '3', '--hashes', '--tell')));
    const story = ({ stdout }) => stdout.slice(0, stdout.lastIndexOf(' stories of'));
    expect(once.stdout.length).toBeGreaterThan(100_000);
    expect(story(again)).toBe(story(once));
    const hashes = [...once.stdout.matchAll(/: ([0-9a-f]{16})$/gm)].map(([, hash]) => hash);
    expect(new Set(hashes).size).toBe(6);
  });

  it('tells the shortest story of a seed that fails', async () => {
    const { stdout } = await simulate(
      '--seeds',
      '1',
      '--first',
      '3',
      '--fsync',
      'off',
      '--plant',
      'output-early',
    );
    const [, left, all] = /shortest story .*\((\d+) of (\d+) actions/.exec(stdout) ?? [];
    expect(Number(left)).toBeLessThan(Number(all) / 2);
    expect(stdout).toMatch(/^ +\d+\.\d{3} {2}world +death/m);
    expect(stdout).toMatch(/^!! \w+: /m);
  });
});

import { expect, it } from 'vitest';
import { openStorage, temporaryDir } from '../testing/temporary-storage.js';

it('keeps stretches of each length over a restart, the later of two that are the same, and forgets the oldest', async () => {
  const dir = await temporaryDir();
  const { history, ...before } = await openStorage(dir).then((storage) => ({
    history: storage.history,
    close: () => storage.close(),
  }));
  await history.write([]);
  await history.write([
    { step: 10, at: 20, figures: { connected: 2 } },
    { step: 10, at: 10, figures: { connected: 1 } },
    { step: 60, at: 0, figures: { connected: 9 } },
  ]);
  await history.write([{ step: 10, at: 20, figures: { connected: 2.5, resumes: 1 } }]);
  await before.close();
  const after = (await openStorage(dir)).history;
  expect(await after.read(10, 10)).toEqual([
    { step: 10, at: 10, figures: { connected: 1 } },
    { step: 10, at: 20, figures: { connected: 2.5, resumes: 1 } },
  ]);
  await after.prune(10, 20);
  expect((await after.read(10, 0)).map(({ at }) => at)).toEqual([20]);
  expect(await after.read(60, 0)).toHaveLength(1);
  expect(await after.read(60, 1)).toEqual([]);
});

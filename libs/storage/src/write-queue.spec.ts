import { describe, expect, it } from 'vitest';
import { WriteQueue } from './write-queue.js';

describe('WriteQueue', () => {
  it('runs one piece of work at a time, in order', async () => {
    const queue = new WriteQueue();
    const seen: string[] = [];
    let finishFirst = () => {};
    const first = queue.run(async () => {
      seen.push('first begins');
      await new Promise<void>((resolve) => {
        finishFirst = resolve;
      });
      seen.push('first ends');
      return 1;
    });
    const second = queue.run(async () => {
      seen.push('second');
      return 2;
    });
    await new Promise(setImmediate);
    expect(seen).toEqual(['first begins']);
    finishFirst();
    expect(await Promise.all([first, second])).toEqual([1, 2]);
    expect(seen).toEqual(['first begins', 'first ends', 'second']);
  });

  it('goes on after a failure, which only its own caller sees', async () => {
    const queue = new WriteQueue();
    const failing = queue.run(() => Promise.reject(new Error('disk full')));
    const after = queue.run(async () => 'written');
    await expect(failing).rejects.toThrow('disk full');
    expect(await after).toBe('written');
  });

  it('finishes what it took when it is closed, and takes no more', async () => {
    const queue = new WriteQueue();
    let done = false;
    const work = queue.run(async () => {
      await new Promise(setImmediate);
      done = true;
    });
    await queue.close();
    expect(done).toBe(true);
    await work;
    await expect(queue.run(async () => 1)).rejects.toThrow('closed');
  });
});

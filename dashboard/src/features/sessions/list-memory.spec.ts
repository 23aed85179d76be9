import { describe, expect, it } from 'vitest';
import { recall, remember } from './list-memory.js';

describe('where one was in the list', () => {
  it('is known by the entry of the history, the last fifty of them', () => {
    for (let n = 0; n < 60; n++) remember(`entry ${n}`, n);
    remember('entry 59', 500);
    expect([recall('entry 59'), recall('entry 10'), recall('entry 9'), recall('another')]).toEqual([
      500, 10, 0, 0,
    ]);
  });
});

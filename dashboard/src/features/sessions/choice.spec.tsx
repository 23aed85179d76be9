// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aSession } from '../../testing/live-messages.js';
import { useChoice } from './choice.js';

afterEach(cleanup);

const [a, b] = [aSession({ id: 'a' }), aSession({ id: 'b' })];
const choosing = () => renderHook(({ list }) => useChoice(list), { initialProps: { list: 'hibernating' } });

describe('sessions that were chosen', () => {
  it('are added and left one by one', () => {
    const { result } = choosing();
    act(() => result.current.onChoose([a, b], true));
    act(() => result.current.onChoose([a], false));
    expect([result.current.ids, result.current.has('a'), result.current.has('b')]).toEqual([
      ['b'],
      false,
      true,
    ]);
    act(() => result.current.onClear());
    expect(result.current.ids).toEqual([]);
  });

  it('can be all that pass, until one of them is pressed', () => {
    const { result } = choosing();
    act(() => result.current.chooseEverything());
    expect([result.current.everything, result.current.has('anybody')]).toEqual([true, true]);
    act(() => result.current.onChoose([a], false));
    expect([result.current.everything, result.current.ids]).toEqual([false, []]);
  });

  it('are forgotten with the list they were chosen from', () => {
    const { result, rerender } = choosing();
    act(() => result.current.chooseEverything());
    rerender({ list: 'connected' });
    expect([result.current.everything, result.current.has('a')]).toEqual([false, false]);
    act(() => result.current.onChoose([a], true));
    expect(result.current.ids).toEqual(['a']);
  });
});

// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { LiveAsk, LiveListener } from '#contracts';
import { aLive } from '../testing/a-live.js';
import { anEvent } from '../testing/live-messages.js';
import { LiveContext } from './live.js';
import { createLiveHub, type ViewSource } from './live-hub.js';
import { useLiveView } from './live-view.js';

type Watched = { ask: LiveAsk<'events'>; listener: LiveListener<'events'>; over: boolean };

/** A channel that notes what is watched through it. */
class FakeSource {
  readonly watched: Watched[] = [];
  subscribe: ViewSource['subscribe'] = (ask, listener) => {
    const one = { ask, listener, over: false } as unknown as Watched;
    this.watched.push(one);
    return () => {
      one.over = true;
    };
  };
}

afterEach(cleanup);

const hub = createLiveHub();
const live = aLive({ hub });

function Shown({ user }: { readonly user: string | null }) {
  const view = useLiveView<'events'>(user === null ? null : { view: 'events', filter: { user } });
  return <output>{view.refused?.code ?? view.data?.events.map(({ seq }) => seq).join() ?? 'nothing'}</output>;
}

const page = (user: string | null) => (
  <LiveContext value={live}>
    <Shown user={user} />
  </LiveContext>
);

describe('a live view', () => {
  it('waits for the channel, follows it to the next, asks anew only for another content, and leaves nothing behind', () => {
    const { container, rerender, unmount } = render(page('a'));
    expect(container.textContent).toBe('nothing');
    const first = new FakeSource();
    act(() => hub.attach(first));
    act(() => first.watched[0]?.listener.onData({ events: [anEvent(7)] }, 1));
    expect(container.textContent).toBe('7');
    rerender(page('a'));
    expect(first.watched).toHaveLength(1);

    const second = new FakeSource();
    act(() => hub.attach(second));
    expect([first.watched[0]?.over, second.watched.length, container.textContent]).toEqual([true, 1, '7']);
    rerender(page('b'));
    expect([second.watched[0]?.over, second.watched.length, container.textContent]).toEqual([true, 2, '7']);
    act(() => second.watched[1]?.listener.onRefused?.('role-too-low', 'No.'));
    expect(container.textContent).toBe('role-too-low');
    unmount();
    expect(second.watched[1]?.over).toBe(true);
    const third = new FakeSource();
    hub.attach(third);
    expect(third.watched).toEqual([]);
  });
});

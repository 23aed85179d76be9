// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Component, type ReactNode, useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onDemand } from './on-demand.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Note({ text }: { readonly text: string }) {
  const [typed, setTyped] = useState('');
  return <input aria-label={text} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />;
}

/** A load that is answered when the test says so. */
function loading() {
  const asked: { resolve: (component: typeof Note) => void; reject: (reason: Error) => void }[] = [];
  const load = vi.fn(() => new Promise<typeof Note>((resolve, reject) => asked.push({ resolve, reject })));
  return { load, last: () => asked.at(-1) };
}

/** A browser that is idle when the test says so. */
function idling() {
  const works: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (work: () => void) => works.push(work));
  vi.stubGlobal('cancelIdleCallback', (id: number) => {
    works[id - 1] = () => {};
  });
  return () => {
    for (const work of works.splice(0)) work();
  };
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? (
      <button type="button" onClick={() => this.setState({ failed: false })}>
        again
      </button>
    ) : (
      this.props.children
    );
  }
}

describe('what is loaded on demand', () => {
  it('comes when it is wanted, and says so until then', async () => {
    idling();
    const { load, last } = loading();
    const Later = onDemand(load);
    const { rerender } = render(<Later wanted={false} text="a note" />);
    expect(load).not.toHaveBeenCalled();
    rerender(<Later wanted text="a note" />);
    expect(screen.getByRole('status').textContent).toBe('Loading');
    await act(async () => last()?.resolve(Note));
    expect(screen.getByLabelText('a note')).toBeDefined();
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('comes by itself when the browser is idle, and is there at once then', async () => {
    const idle = idling();
    const { load, last } = loading();
    const Later = onDemand(load);
    const { rerender } = render(<Later wanted={false} text="a note" />);
    idle();
    await act(async () => last()?.resolve(Note));
    rerender(<Later wanted text="a note" />);
    expect(screen.getByLabelText('a note')).toBeDefined();
    expect(load).toHaveBeenCalledOnce();
  });

  it('is not fetched for a page that was left before the browser was idle', () => {
    const idle = idling();
    const { load } = loading();
    const Later = onDemand(load);
    render(<Later wanted={false} text="a note" />).unmount();
    idle();
    expect(load).not.toHaveBeenCalled();
  });

  it('keeps what it holds, also once it is no longer wanted', async () => {
    idling();
    const { load, last } = loading();
    const Later = onDemand(load);
    const { rerender } = render(<Later wanted text="a note" />);
    await act(async () => last()?.resolve(Note));
    fireEvent.change(screen.getByLabelText('a note'), { target: { value: 'typed' } });
    rerender(<Later wanted={false} text="a note" />);
    rerender(<Later wanted text="a note" />);
    expect(screen.getByLabelText<HTMLInputElement>('a note').value).toBe('typed');
  });

  it('is tried again after it could not be had', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    idling();
    const { load, last } = loading();
    const Later = onDemand(load);
    render(
      <Boundary>
        <Later wanted text="a note" />
      </Boundary>,
    );
    await act(async () => last()?.reject(new Error('no line')));
    expect(load).toHaveBeenCalledOnce();
    fireEvent.click(screen.getByText('again'));
    expect(load).toHaveBeenCalledTimes(2);
    await act(async () => last()?.resolve(Note));
    expect(screen.getByLabelText('a note')).toBeDefined();
    vi.restoreAllMocks();
  });
});

// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LimitView, UserLimits } from '#contracts';
import { LimitForm } from './limit-form.js';

const name = 'smacks_max_hibernated_sessions';
const limits = (version: string, override: LimitView['override'] = null): UserLimits => ({
  user: 'romeo@localhost',
  limits: [{ name, default: 10, override, effective: override?.value ?? 10, current: 3 }],
  version,
});
const onClose = vi.fn();
const sent: { readonly path: string; readonly ifMatch: string | null }[] = [];
let answers: () => Response;

beforeEach(() => {
  onClose.mockReset();
  sent.length = 0;
  answers = () => Response.json({ limits: limits('2'), evicted: [] });
  vi.stubGlobal('fetch', (path: string, { method, headers, body }: RequestInit) => {
    if (method === 'PUT') {
      sent.push({ path, ifMatch: new Headers(headers).get('if-match') });
      return Promise.resolve(answers());
    }
    const { value } = JSON.parse(String(body)) as { value: number };
    const evicted = value < 3 ? ['s1'] : [];
    return Promise.resolve(
      Response.json({ user: 'romeo@localhost', name, value, evicted, overflowing: [], forgotten: 0 }),
    );
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const client = new QueryClient();
const form = (now: UserLimits) => (
  <MantineProvider env="test">
    <QueryClientProvider client={client}>
      <LimitForm limits={now} sessions={[]} question={{ kind: 'set', name }} onClose={onClose} />
    </QueryClientProvider>
  </MantineProvider>
);
const save = () => screen.getByTestId<HTMLButtonElement>('limit-save');
const type = (value: string) => fireEvent.change(screen.getByTestId('limit-input'), { target: { value } });

it('can be sent only when what it would do has been shown', async () => {
  render(form(limits('1')));
  expect(save().disabled).toBe(true);
  type('2');
  await screen.findByTestId('preview-session');
  expect(sent).toEqual([]);
  type('x');
  expect(save().disabled).toBe(true);
  type('5');
  expect(save().disabled).toBe(true);
  await screen.findByTestId('preview-nothing');
  fireEvent.click(save());
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([{ path: expect.stringContaining(`/limits/${name}`), ifMatch: '"1"' }]);
});

it('shows what somebody else has set meanwhile, and goes on only after a look at it', async () => {
  const { rerender } = render(form(limits('1')));
  type('5');
  await screen.findByTestId('preview-nothing');
  rerender(form(limits('2', { value: 8, setBy: 'bert', setAt: 1 })));
  const conflict = screen.getByTestId('limit-conflict');
  expect(conflict.textContent).toContain('default (10) → 8');
  expect(conflict.textContent).toContain('bert');
  fireEvent.click(save());
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByTestId('limit-look-again'));
  await waitFor(() => expect(save().disabled).toBe(false));
  fireEvent.click(save());
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toMatchObject([{ ifMatch: '"2"' }]);
});

it('stays, with the words of the server, when it is refused', async () => {
  const problem = {
    type: 'about:blank',
    title: 'No',
    status: 404,
    code: 'no-such-account',
    detail: 'No such account',
  };
  answers = () => Response.json(problem, { status: 404 });
  render(form(limits('1')));
  type('5');
  await screen.findByTestId('preview-nothing');
  fireEvent.click(save());
  expect((await screen.findByTestId('limit-refused')).textContent).toContain('No such account');
  expect(onClose).not.toHaveBeenCalled();
});

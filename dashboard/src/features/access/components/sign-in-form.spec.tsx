// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SignIn } from '#contracts';
import { SignInForm } from './sign-in-form.js';

const { replace } = vi.hoisted(() => ({ replace: vi.fn() }));
vi.mock('@tanstack/react-router', () => ({ useRouter: () => ({ history: { replace } }) }));

const asked: SignIn[] = [];
const answers: Response[] = [];
const problem = (status: number, code: string, headers = {}) =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code }), { status, headers });
const identity = { username: 'vera', role: 'viewer', rights: [], via: 'password', csrfToken: 'token' };

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body) as SignIn);
    return answers.shift();
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SignInForm to="/sessions" notice={null} refused={false} />
      </QueryClientProvider>
    </MantineProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const type = (field: string, value: string) =>
  fireEvent.change(screen.getByTestId(field), { target: { value } });
const attempt = () => {
  type('username', 'vera');
  type('password', 'a staple');
  fireEvent.click(screen.getByTestId('sign-in'));
};

it('asks for a code when the account has a second factor, and sends it when it is whole', async () => {
  answers.push(problem(401, 'code-required'), problem(401, 'wrong-credentials'), Response.json(identity));
  attempt();
  await screen.findByTestId('code');
  expect(screen.queryByTestId('sign-in-failure')).toBeNull();
  type('code', '00000');
  expect(asked).toHaveLength(1);
  type('code', '000000');
  expect((await screen.findByTestId('sign-in-failure')).textContent).toContain('Each code works once');
  expect(screen.getByTestId('code')).toHaveProperty('value', '');
  type('code', '123456');
  await vi.waitFor(() => expect(replace).toHaveBeenCalledWith('/sessions'));
  expect(asked.map(({ code }) => code)).toEqual([undefined, '000000', '123456']);
});

it('waits as long as the server says, for this name', async () => {
  answers.push(problem(429, 'too-many-attempts', { 'retry-after': '30' }));
  attempt();
  const button = await screen.findByText('Try again in 0:30');
  expect(screen.getByTestId('sign-in')).toHaveProperty('disabled', true);
  expect(button).toBeDefined();
  type('username', 'otto');
  expect(screen.getByTestId('sign-in')).toHaveProperty('disabled', false);
});

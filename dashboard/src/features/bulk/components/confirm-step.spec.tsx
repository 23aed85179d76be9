// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BulkJobView, BulkPreview } from '#contracts';
import { LiveContext } from '../../../lib/live.js';
import { bulkText as text } from '../../../messages/index.js';
import { aLive } from '../../../testing/a-live.js';
import { ConfirmStep } from './confirm-step.js';

const request = { action: 'expire', reason: 'x', filter: ['state=hibernating'] } as const;
const preview = (given: Partial<BulkPreview> = {}): BulkPreview => ({
  ...{ token: 'first', action: 'expire', count: 1500, digest: 'd', expiresAt: Date.now() + 300_000 },
  sample: [{ id: 's1', label: 'romeo@localhost/phone (hibernating)' }],
  ...given,
});
const job: BulkJobView = {
  ...{
    id: 'j',
    action: 'expire',
    about: 'state=hibernating',
    change: null,
    reason: 'x',
    by: 'anna',
    state: 'running',
  },
  ...{
    total: 1500,
    done: 0,
    failed: 0,
    skipped: 0,
    left: 1500,
    perSecond: null,
    startedAt: 1,
    endedAt: null,
  },
};

/** Every request and what the server answers to it, in order. */
let asked: { path: string; body: unknown; key: string | undefined }[];
let answers: { status: number; body: object }[];
const onStarted = vi.fn<(job: BulkJobView) => void>();
const expired = {
  status: 404,
  body: { type: 'about:blank', title: 'No', status: 404, code: 'no-such-preview' },
};

beforeEach(() => {
  asked = [];
  answers = [];
  onStarted.mockReset();
  vi.stubGlobal('fetch', (path: string, init: { body: string; headers: Record<string, string> }) => {
    asked.push({ path, body: JSON.parse(init.body), key: init.headers['idempotency-key'] });
    const { status = 500, body = {} } = answers.shift() ?? {};
    return Promise.resolve(Response.json(body, { status }));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(first = preview()) {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <LiveContext value={aLive()}>
          <ConfirmStep
            ask={{ actions: ['expire'], target: { filter: request.filter } }}
            request={{ ...request, filter: [...request.filter] }}
            preview={first}
            onBack={() => {}}
            onStarted={onStarted}
          />
        </LiveContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
const type = (id: string, value: string) => fireEvent.change(screen.getByTestId(id), { target: { value } });
const start = () => fireEvent.click(screen.getByTestId('bulk-start'));
const count = () => (screen.getByTestId('bulk-count') as HTMLInputElement).value;

describe('confirming a bulk action', () => {
  it('takes the very count, as it is shown or as it is written, and a pace that is one', async () => {
    open();
    expect(screen.getByTestId('bulk-preview-count').textContent).toBe('1,500');
    for (const wrong of ['', '150', '1501']) {
      type('bulk-count', wrong);
      start();
      expect(screen.getByText(text.confirmWrong('1,500'))).toBeDefined();
    }
    type('bulk-count', '1,500');
    type('bulk-pace', '0');
    start();
    expect(screen.getByText(text.paceInvalid)).toBeDefined();
    expect(asked).toEqual([]);
    type('bulk-pace', '50');
    answers.push({ status: 202, body: job });
    start();
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith(job));
    expect(asked).toEqual([
      { path: '/api/v1/bulk', body: { token: 'first', confirm: 1500, perSecond: 50 }, key: 'first' },
    ]);
  });

  it('looks again when the preview has run out, and has another count confirmed anew', async () => {
    open();
    type('bulk-count', '1500');
    answers.push(expired, { status: 200, body: preview({ token: 'second', count: 1499, digest: 'e' }) });
    start();
    await screen.findByText(text.lookedAgain('1,500', '1,499'));
    expect([count(), screen.getByTestId('bulk-preview-count').textContent]).toEqual(['', '1,499']);
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/bulk', '/api/v1/bulk/preview']);
    expect(onStarted).not.toHaveBeenCalled();
    type('bulk-count', '1499');
    answers.push({ status: 202, body: job });
    start();
    await waitFor(() => expect(onStarted).toHaveBeenCalled());
    expect(asked[2]?.body).toEqual({ token: 'second', confirm: 1499 });
  });

  it('has others confirmed anew even where they are as many', async () => {
    open();
    type('bulk-count', '1500');
    answers.push(expired, { status: 200, body: preview({ token: 'second', digest: 'e' }) });
    start();
    await screen.findByText(text.lookedAgainOthers('1,500'));
    expect([count(), onStarted.mock.calls]).toEqual(['', []]);
  });

  it('starts on the very same ones without asking twice', async () => {
    open();
    type('bulk-count', '1500');
    answers.push(expired, { status: 200, body: preview({ token: 'second' }) }, { status: 202, body: job });
    start();
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith(job));
    expect(asked[2]).toMatchObject({ body: { token: 'second', confirm: 1500 }, key: 'second' });
  });

  it('says why it was not started', async () => {
    open();
    type('bulk-count', '1500');
    const detail = 'Four are running.';
    const tooMany = { type: 'about:blank', title: 'No', status: 429, code: 'too-many-bulks', detail };
    answers.push({ status: 429, body: tooMany });
    start();
    expect((await screen.findByTestId('bulk-refused')).textContent).toBe(detail);
    expect(onStarted).not.toHaveBeenCalled();
  });

  it('has nothing to start where nobody fits', () => {
    open(preview({ count: 0, sample: [] }));
    expect(screen.getByText(text.nobody)).toBeDefined();
    expect(screen.queryByTestId('bulk-start')).toBeNull();
  });
});

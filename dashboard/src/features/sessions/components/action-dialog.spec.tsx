// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { sessionActionsText as text } from '../../../messages/index.js';
import { aSession } from '../../../testing/live-messages.js';
import type { SessionActionName } from '../actions.js';
import { Asking, useAskToAct } from './asking.js';

// Loaded anew before and after: what other specs have loaded has the real thing.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.doUnmock('../../../components/toast.js');
  vi.resetModules();
});
vi.mock('../../../components/toast.js', () => ({ tellDone: vi.fn(), tellRefused: vi.fn() }));
const PATIENCE = { timeout: 15_000 };

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
});

function Asker({ action }: { readonly action: SessionActionName }) {
  const askToAct = useAskToAct();
  const session = aSession({ id: 's1', state: 'hibernating', deadline: 1_000_000 });
  return <button type="button" data-testid="ask" onClick={() => askToAct(session, action)} />;
}

/** The dialog asked about a session; the server answers as told. */
function ask(action: SessionActionName, status: number, answer: object) {
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve(Response.json(answer, { status })));
  vi.stubGlobal('fetch', fetched);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <Asking>
          <Asker action={action} />
        </Asking>
      </QueryClientProvider>
    </MantineProvider>,
  );
  fireEvent.click(screen.getByTestId('ask'));
  return fetched;
}

async function confirm() {
  fireEvent.change(await screen.findByTestId('reason-input'), { target: { value: 'a try' } });
  fireEvent.click(screen.getByTestId('confirm-button'));
}

const told = (title: string, message: RegExp) =>
  vi.waitFor(
    () => expect(tellDone).toHaveBeenCalledExactlyOnceWith(title, expect.stringMatching(message)),
    PATIENCE,
  );

const sent = (fetched: ReturnType<typeof ask>) => {
  const [path, init] = fetched.mock.calls[0] ?? [];
  return [path, JSON.parse(String(init?.body))];
};

describe('the dialog of what is done to a session', () => {
  it('asks for an ack, waits for it, and tells how long it took and what is left', async () => {
    const fetched = ask('request-ack', 200, { outcome: 'done', answered: true, rtt: 38, unacked: 2 });
    await confirm();
    await told(
      text.doneTitle['request-ack'],
      /^juliet@capulet.example\/balcony answered within 38 ms; 2 still/,
    );
    expect(sent(fetched)).toEqual(['/api/v1/sessions/s1/request-ack', { reason: 'a try', waitSeconds: 5 }]);
  });

  it('says so when no answer came', async () => {
    ask('request-ack', 200, { outcome: 'done', answered: false, rtt: null, unacked: 2 });
    await confirm();
    await told(text.doneTitle.noAnswer, /2 still unacknowledged/);
  });

  it('extends by what was chosen, and says when the limit allowed less', async () => {
    const fetched = ask('extend', 200, { outcome: 'done', deadline: 2_000_000, capped: true });
    fireEvent.click(await screen.findByLabelText('8 h'));
    fireEvent.click(screen.getByTestId('beyond-limit'));
    await confirm();
    await told(text.doneTitle.extend, /limit allowed less/);
    expect(sent(fetched)).toEqual([
      '/api/v1/sessions/s1/extend',
      { reason: 'a try', seconds: 28_800, beyondLimit: true },
    ]);
  });

  it.each(['disconnect', 'expire', 'kill'] as const)('%s goes out with its reason', async (action) => {
    const fetched = ask(action, 200, { outcome: 'done' });
    await confirm();
    await told(text.doneTitle[action], /^juliet/);
    expect(sent(fetched)).toEqual([`/api/v1/sessions/s1/${action}`, { reason: 'a try' }]);
  });

  it.each([
    [404, 'no-such-session', text.ended],
    [409, 'wrong-state', text.wrongState.expire],
  ])('tells a refusal in words (%s)', async (status, code, words) => {
    ask('expire', status, { status, code, title: 'No', type: 'about:blank' });
    await confirm();
    await vi.waitFor(
      () => expect(tellRefused).toHaveBeenCalledWith(text.notDoneTitle.expire, words),
      PATIENCE,
    );
  });
});

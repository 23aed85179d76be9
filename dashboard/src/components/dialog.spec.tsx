// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Dialog } from './dialog.js';

afterEach(cleanup);

const content = <input aria-label="field" data-autofocus />;

/** One that stays and is told when it is open. */
function Kept() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        open
      </button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title="Kept">
        {content}
      </Dialog>
    </>
  );
}

/** One that is mounted open, and unmounted to close it. */
function Mounted() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        open
      </button>
      {opened ? (
        <Dialog opened onClose={() => setOpened(false)} title="Mounted">
          {content}
        </Dialog>
      ) : null}
    </>
  );
}

/** One that comes when it is first opened, and stays. */
function Late() {
  const [opened, setOpened] = useState<boolean | null>(null);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        open
      </button>
      {opened === null ? null : (
        <Dialog opened={opened} onClose={() => setOpened(false)} title="Late">
          {content}
        </Dialog>
      )}
    </>
  );
}

describe('Dialog', () => {
  it.each([
    ['stays', <Kept key="kept" />],
    ['is mounted to be opened', <Mounted key="mounted" />],
    ['comes when it is first opened', <Late key="late" />],
  ])('takes the focus and gives it back where it %s', async (_, page) => {
    // Not as in a test: what closes stays on screen for a moment, and with it the focus.
    render(<MantineProvider>{page}</MantineProvider>);
    const opener = screen.getByText('open');
    opener.focus();
    fireEvent.click(opener);
    const field = await screen.findByLabelText('field');
    await waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.click(screen.getByLabelText('Close'));
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });
});

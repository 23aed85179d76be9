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

describe('Dialog', () => {
  it.each([
    ['stays', <Kept key="kept" />],
    ['is mounted to be opened', <Mounted key="mounted" />],
  ])('takes the focus and gives it back where it %s', async (_, page) => {
    render(<MantineProvider env="test">{page}</MantineProvider>);
    const opener = screen.getByText('open');
    opener.focus();
    fireEvent.click(opener);
    const field = await screen.findByLabelText('field');
    await waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.click(screen.getByLabelText('Close'));
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });
});

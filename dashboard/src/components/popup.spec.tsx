// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { onDemand } from './on-demand.js';
import { Popup } from './popup.js';
import { usePopup } from './use-popup.js';

afterEach(cleanup);

const Later = onDemand(async () => Popup);

function Page() {
  const { place, opener } = usePopup();
  return (
    <>
      <button type="button" {...opener}>
        open
      </button>
      <Later wanted={place.opened} place={place}>
        <input aria-label="field" />
      </Later>
    </>
  );
}

describe('Popup', () => {
  it('belongs to what opens it, takes the focus and gives it back', async () => {
    render(
      <MantineProvider env="test">
        <Page />
      </MantineProvider>,
    );
    const opener = screen.getByText('open');
    expect(opener.getAttribute('aria-expanded')).toBe('false');
    opener.focus();
    fireEvent.click(opener);
    const field = await screen.findByLabelText('field');
    await waitFor(() => expect(document.activeElement).toBe(field));
    const dropdown = screen.getByRole('dialog');
    expect(opener.getAttribute('aria-expanded')).toBe('true');
    expect(opener.getAttribute('aria-controls')).toBe(dropdown.id);
    expect(dropdown.getAttribute('aria-labelledby')).toBe(opener.id);
    fireEvent.keyDown(field, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(opener));
    expect(opener.getAttribute('aria-expanded')).toBe('false');
  });
});

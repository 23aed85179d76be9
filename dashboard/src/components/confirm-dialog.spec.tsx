// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commonText } from '../messages/index.js';
import { type Ask, ConfirmDialog } from './confirm-dialog.js';

const onConfirm = vi.fn<(typed: string) => Promise<void>>();
const onClose = vi.fn();

beforeEach(() => {
  onConfirm.mockReset().mockResolvedValue(undefined);
  onClose.mockReset();
});
afterEach(cleanup);

function open(ask: Ask) {
  render(
    <MantineProvider env="test">
      <ConfirmDialog
        opened
        title="Sure?"
        confirmLabel="Do it"
        ask={ask}
        onConfirm={onConfirm}
        onClose={onClose}
      >
        It cannot be undone.
      </ConfirmDialog>
    </MantineProvider>,
  );
}

const type = (id: string, value: string) => fireEvent.change(screen.getByTestId(id), { target: { value } });
const confirm = () => fireEvent.click(screen.getByTestId('confirm-button'));

describe('ConfirmDialog', () => {
  it('does nothing without a reason where one is asked for', () => {
    open({ kind: 'reason' });
    type('reason-input', '   ');
    confirm();
    expect(screen.getByText(commonText.reasonMissing)).toBeDefined();
    expect(onConfirm).not.toHaveBeenCalled();
  });

  it('hands over the trimmed reason and closes when it has happened', async () => {
    open({ kind: 'reason' });
    type('reason-input', ' phone lost ');
    confirm();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(onConfirm).toHaveBeenCalledWith('phone lost');
  });

  it('wants the very word', () => {
    open({ kind: 'word', word: 'juliet@capulet.example' });
    type('confirm-text', 'juliet');
    confirm();
    expect(onConfirm).not.toHaveBeenCalled();
    type('confirm-text', 'juliet@capulet.example');
    confirm();
    expect(onConfirm).toHaveBeenCalled();
  });

  it('stays open and says why when it did not happen', async () => {
    onConfirm.mockRejectedValue(new Error('The disk is full.'));
    open({ kind: 'nothing' });
    confirm();
    expect((await screen.findByTestId('confirm-failure')).textContent).toBe('The disk is full.');
    expect(onClose).not.toHaveBeenCalled();
  });
});

import { Modal, type ModalProps } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useFocusBack } from '../lib/use-focus-back.js';
import { commonText } from '../messages/index.js';

type DialogProps = Pick<
  ModalProps,
  | 'opened'
  | 'onClose'
  | 'title'
  | 'children'
  | 'size'
  | 'withCloseButton'
  | 'closeOnClickOutside'
  | 'closeOnEscape'
>;

const close = { 'aria-label': commonText.close };

/** A window over the page. When it closes the focus goes back to what opened it. */
export function Dialog({ opened, ...props }: DialogProps) {
  // Only what is opened after it was mounted notes where the focus was, and these come on demand or for one question alone.
  const mounted = useMounted();
  useFocusBack(opened);
  return <Modal {...props} opened={mounted && opened} centered closeButtonProps={close} />;
}

import { notifications } from '@mantine/notifications';
import { commonText } from '../messages/index.js';

const closeButtonProps = { 'aria-label': commonText.close };

/** Tells what an action did. */
export const tellDone = (title: string, message: string | null = null): void => {
  notifications.show({ title, message, color: 'teal', autoClose: 6000, closeButtonProps });
};

/** Tells that an action did not do what was asked, and why; stays longer, since it must be read. */
export const tellRefused = (title: string, message: string): void => {
  notifications.show({ title, message, color: 'orange', autoClose: 12_000, closeButtonProps });
};

import { Notifications } from '@mantine/notifications';

/** Where what actions did is told. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} />;
}

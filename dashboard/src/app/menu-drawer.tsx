import { Drawer } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { shellText } from '../messages/index.js';
import { Navigation } from './navigation.js';

/** The pages where the window is too narrow to show them at the side. */
export function MenuDrawer({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  // It is made when it is first wanted. Opening it only then lets it remember who had the focus before.
  const mounted = useMounted();
  return (
    <Drawer
      opened={opened && mounted}
      onClose={onClose}
      title={shellText.name}
      size="16rem"
      closeButtonProps={{ 'aria-label': shellText.closeMenu }}
    >
      <Navigation onNavigate={onClose} />
    </Drawer>
  );
}

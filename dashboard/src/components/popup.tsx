import { Popover, type PopoverProps } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { type ReactNode, type Ref, useEffect } from 'react';
import type { PopupPlace } from './use-popup.js';

interface PopupProps {
  readonly place: PopupPlace;
  readonly position?: PopoverProps['position'];
  readonly children: ReactNode;
}

/** Floats beside what opened it, and gives the focus back when it closes. Meant to be loaded on demand, with its content. */
export function Popup({ place, position = 'bottom-start', children }: PopupProps) {
  // Opened only once mounted: before, it would not see that it was opened, and not note where the focus was.
  const mounted = useMounted();
  return (
    <Popover
      id={place.id}
      opened={mounted && place.opened}
      onChange={place.onClose}
      position={position}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Beside element={place.beside} />
      </Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  );
}

/** Stands for an element that is elsewhere on the page. */
function Beside({ element, ref }: { readonly element: HTMLElement | null; readonly ref?: Ref<HTMLElement> }) {
  useEffect(() => {
    if (typeof ref === 'function') ref(element);
  }, [element, ref]);
  return null;
}

import { useId, useState } from 'react';

/** What floats beside an element that opens it. */
export interface PopupPlace {
  readonly id: string;
  readonly beside: HTMLElement | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What opens a popup is there with the page, the popup itself comes on demand: this is what ties them together. */
export function usePopup() {
  const id = useId();
  const [beside, ref] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState(false);
  const place: PopupPlace = { id, beside, opened, onClose: () => setOpened(false) };
  const opener = {
    ref,
    id,
    'aria-haspopup': 'dialog',
    'aria-expanded': opened,
    'aria-controls': opened ? `${id}-dropdown` : undefined,
    onClick: () => setOpened(!opened),
  } as const;
  return { place, opener };
}

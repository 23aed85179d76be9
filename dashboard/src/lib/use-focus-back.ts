import { useEffect } from 'react';

/** For what is unmounted to close it: without this the focus would fall to the document, and who uses keys begin at its top. */
export function useFocusBack(opened: boolean): void {
  useEffect(() => {
    if (!opened) return;
    const { activeElement: opener } = document;
    return () => {
      if (document.activeElement === document.body && opener instanceof HTMLElement)
        opener.focus({ preventScroll: true });
    };
  }, [opened]);
}

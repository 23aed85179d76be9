import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useMay } from '../lib/identity.js';
import { KeyStrokes } from './key-strokes.js';
import { useOnceWanted } from './once-wanted.js';
import { placesFor } from './places.js';
import { useTypedAhead } from './use-typed-ahead.js';

// Neither is there before somebody asks for it: most visits do without.
const Palette = lazy(() => import('./palette.js').then(({ Palette }) => ({ default: Palette })));
const KeyHelp = lazy(() => import('./key-help.js').then(({ KeyHelp }) => ({ default: KeyHelp })));

/** Where keys lead: pages, the palette, the help. `palette` is asked for by a button as well. */
export function Keyboard({ palette }: { readonly palette: ReturnType<typeof useDisclosure> }) {
  const navigate = useNavigate();
  const admin = useMay('admin');
  const [paletteOpen, { open, close }] = palette;
  const typedAhead = useTypedAhead(paletteOpen);
  const [helpOpen, { open: openHelp, close: closeHelp }] = useDisclosure(false);
  const helpWanted = useOnceWanted(helpOpen);

  useEffect(() => {
    const strokes = new KeyStrokes();
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { key, ctrlKey, metaKey, altKey, timeStamp: at } = event;
      const wish = strokes.read({ key, ctrlKey, metaKey, altKey, at, busy: isBusy(event.target) });
      if (wish === null) return;
      if (wish.kind === 'palette') open();
      else if (wish.kind === 'help') openHelp();
      else if (wish.kind === 'search') {
        const field = document.querySelector<HTMLElement>('main [data-search]');
        if (field === null) return;
        field.focus();
      } else {
        const place = placesFor(admin).find((one) => one.key === wish.key);
        if (place === undefined) return;
        void navigate({ to: place.to });
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [admin, openHelp, navigate, open]);

  return (
    <Suspense fallback={null}>
      {paletteOpen ? <Palette onClose={close} onHelp={openHelp} typedAhead={typedAhead} /> : null}
      {helpWanted ? <KeyHelp opened={helpOpen} onClose={closeHelp} /> : null}
    </Suspense>
  );
}

/** Whether keys belong to what has the focus, or to a dialog over the page. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select') !== null)
  );
}

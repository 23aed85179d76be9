import { Kbd, Modal } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useMay } from '../lib/identity.js';
import { shellText as text } from '../messages/index.js';
import classes from './key-help.module.css';
import { placesFor } from './places.js';

/** Every key there is. */
export function KeyHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  // It is made when it is first wanted. Opening it only then lets it remember who had the focus before.
  const mounted = useMounted();
  const admin = useMay('admin');
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [text.keys.palette, [isApple() ? '⌘' : 'Ctrl', 'K']],
    [text.keys.search, ['/']],
    [text.keys.help, ['?']],
    ...placesFor(admin).map((place) => [text.keys.goTo(place.text), ['g', place.key]] as const),
    [text.keys.close, ['Esc']],
  ];
  return (
    <Modal
      opened={opened && mounted}
      onClose={onClose}
      title={text.keys.title}
      closeButtonProps={{ 'aria-label': text.keys.close }}
    >
      <dl className={classes.keys}>
        {rows.map(([what, keys]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

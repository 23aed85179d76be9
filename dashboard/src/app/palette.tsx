import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import {
  IconActivity,
  IconAdjustments,
  IconKeyboard,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '../lib/identity.js';
import { typedBareJid } from '../lib/typed-jid.js';
import { shellText } from '../messages/index.js';
import { placesFor } from './places.js';

const [store, spotlight] = createSpotlight();
const text = shellText.palette;

interface PaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
  /** What was typed since it was asked for; the field begins with it. */
  readonly typedAhead: () => string;
}

/** Goes anywhere by typing: pages, a user's sessions and limits, what else can be switched. */
export function Palette({ onClose, onHelp, typedAhead }: PaletteProps) {
  const navigate = useNavigate();
  const admin = useMay('admin');
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const [query, setQuery] = useState('');
  const typed = query.trim();
  const jid = typedBareJid(typed);
  // It is there only while it is open.
  useEffect(() => spotlight.open(), []);

  const actions: SpotlightActionData[] = [
    ...(typed === '' || jid === undefined
      ? []
      : [
          {
            id: 'limits',
            label: text.limitsOf(jid),
            keywords: typed,
            leftSection: <IconAdjustments size={18} aria-hidden="true" />,
            onClick: () => void navigate({ to: '/users/$jid', params: { jid } }),
          },
        ]),
    ...(typed === ''
      ? []
      : [
          {
            id: 'sessions-of',
            label: text.sessionsOf(typed),
            keywords: typed,
            leftSection: <IconActivity size={18} aria-hidden="true" />,
            onClick: () => void navigate({ to: '/sessions', search: { user: typed } }),
          },
        ]),
    ...placesFor(admin).map(({ to, text: label, icon: Icon }) => ({
      id: to,
      label,
      leftSection: <Icon size={18} aria-hidden="true" />,
      onClick: () => void navigate({ to }),
    })),
    {
      id: 'scheme',
      label: dark ? shellText.toLight : shellText.toDark,
      leftSection: dark ? (
        <IconSun size={18} aria-hidden="true" />
      ) : (
        <IconMoon size={18} aria-hidden="true" />
      ),
      onClick: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    {
      id: 'keys',
      label: shellText.keys.title,
      leftSection: <IconKeyboard size={18} aria-hidden="true" />,
      onClick: onHelp,
    },
  ];
  return (
    <Spotlight
      store={store}
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      nothingFound={text.nothing}
      // It has no visible title, and a dialog must have a name.
      attributes={{ content: { 'aria-label': text.open } }}
      limit={12}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden="true" />,
        placeholder: text.hint,
        'aria-label': text.hint,
        onFocus: () => {
          const typed = typedAhead();
          if (typed !== '') setQuery((now) => now + typed);
        },
      }}
    />
  );
}

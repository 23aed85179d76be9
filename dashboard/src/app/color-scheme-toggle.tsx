import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { shellText } from '../messages/index.js';

/** The system's preference holds until this is pressed; then the choice is kept in this browser. */
export function ColorSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={dark ? shellText.toLight : shellText.toDark}
      title={dark ? shellText.toLight : shellText.toDark}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      data-testid="color-scheme"
    >
      {dark ? <IconSun size={18} aria-hidden="true" /> : <IconMoon size={18} aria-hidden="true" />}
    </ActionIcon>
  );
}

import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';

/** The fur of a hazel dormouse. */
const hazel: MantineColorsTuple = [
  '#fbf3e6',
  '#f4e3c8',
  '#ecd0a2',
  '#e5b06a',
  '#dc9c4c',
  '#c17f30',
  '#a8691f',
  '#8f5414',
  '#75430f',
  '#5a330b',
];

export const theme = createTheme({
  colors: { hazel },
  primaryColor: 'hazel',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', monospace",
});

/** Shares its key with public/color-scheme.js, which paints before this runs. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'dormouse-color-scheme' });

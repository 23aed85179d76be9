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

/** A red whose filled shade carries white text at AA in both schemes. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fad4d0',
  '#f5b0a9',
  '#f08c82',
  '#e6665a',
  '#d94a3c',
  '#c53a2d',
  '#a92c20',
  '#8f2318',
  '#6e1a12',
];

/** Dusk: from the text (0) to the page (9). */
const dark: MantineColorsTuple = [
  '#e4e3e0',
  '#c3c6d2',
  '#a2a4b2',
  '#6f7588',
  '#454b5c',
  '#343a49',
  '#262a36',
  '#1b1e28',
  '#171a23',
  '#14161e',
];

/** Their head is a part of a dialog, not the page's banner. */
const plainHead = { attributes: { header: { role: 'none' } } };

export const theme = createTheme({
  colors: { hazel, red, dark },
  components: { Modal: { defaultProps: plainHead }, Drawer: { defaultProps: plainHead } },
  primaryColor: 'hazel',
  primaryShade: 7,
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', monospace",
});

/** Shares its key with public/color-scheme.js, which paints before this runs. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'dormouse-color-scheme' });

// Sets the colour scheme before the first paint. A file of its own because the content security policy allows no inline
// script; the key is the one app/theme.ts hands to Mantine.
(() => {
  let kept = null;
  try {
    kept = localStorage.getItem('dormouse-color-scheme');
  } catch {
    // Storage may be forbidden; the system's preference holds then.
  }
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

/**
 * `npm run bench`: speed and size against a peer (see comparison.mjs). `npm run bench -- --expire`: many sessions that
 * expire at once (see expiry.mjs). Further options are those of either.
 */
const { argv } = process;
const which = argv.indexOf('--expire', 2);
if (which === -1) await import('./comparison.mjs');
else {
  argv.splice(which, 1);
  await import('./expiry.mjs');
}

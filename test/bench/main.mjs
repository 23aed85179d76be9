/**
 * `npm run bench`: speed and size against a peer (see comparison.mjs). `npm run bench -- --expire`: many sessions that
 * expire at once (see expiry.mjs). `npm run bench -- --journal`: what the journal costs, and how long a recovery takes
 * (see journal.mjs). `npm run bench -- --tracing`: what spans cost (see tracing.mjs). `npm run bench -- --lists`: the lists of the
 * admin API over very many sessions (see admin-lists.mjs). `npm run bench -- --live`: what
 * viewers of the live channel cost (see live.mjs). `npm run bench -- --dashboard`: what the dashboard costs a browser (see dashboard.mjs). Further options are those of each.
 */
const { argv } = process;
const parts = {
  '--dashboard': './dashboard.mjs',
  '--expire': './expiry.mjs',
  '--journal': './journal.mjs',
  '--lists': './admin-lists.mjs',
  '--live': './live.mjs',
  '--tracing': './tracing.mjs',
};
const which = argv.findIndex((argument) => argument in parts);
const [part] = which === -1 ? [] : argv.splice(which, 1);
await import(part === undefined ? './comparison.mjs' : parts[part]);

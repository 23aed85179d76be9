/**
 * How long a spec of the dashboard looks for what is to appear, ms: the library's own second is short for a busy machine. Run
 * before every spec file; those without a page have nothing to wait for.
 */
export const PATIENCE = 15_000;

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: PATIENCE });
}

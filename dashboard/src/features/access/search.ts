import { defined, textParam } from '../../lib/search-params.js';

const failures = ['no-role', 'expired', 'provider'] as const;

/** `to`: where to go after signing in, a path of ours. `out`: the visit was ended by the server. `failed`: why the identity
 *  provider's answer did not sign in. */
export const accessSearch = (raw: Record<string, unknown>) => {
  const to = textParam(raw['to']);
  // Only a path: an absolute address here would turn the sign-in page into a way to lead people elsewhere.
  const ours = to?.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : undefined;
  const failed = failures.find((failure) => failure === raw['failed']);
  return defined({ to: ours, out: raw['out'] === true ? true : undefined, failed });
};

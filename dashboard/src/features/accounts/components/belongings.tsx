import type { UserView } from '#contracts';
import { formatCount } from '../../../lib/format-number.js';
import { accountsText as text } from '../../../messages/index.js';
import { useBelongings } from '../api/account-belongings.js';

/** What is lost with an account, counted where it can be. */
export function Belongings({ jid }: { readonly jid: string }) {
  const { data } = useBelongings(jid);
  return (
    <ul style={{ margin: '0.5rem 0 0', paddingLeft: '1.25rem' }} data-testid="account-belongings">
      {data === undefined ? <li>{text.removeUnknown}</li> : <Counted user={data} />}
      <li>{text.removeStored}</li>
    </ul>
  );
}

function Counted({ user }: { readonly user: UserView | null }) {
  const { connected = 0, hibernating = 0, old = 0, overrides = 0 } = user ?? {};
  return (
    <>
      <li>{text.removeSessions(formatCount(connected), formatCount(hibernating))}</li>
      {old === 0 ? null : <li>{text.removeOld(formatCount(old))}</li>}
      {overrides === 0 ? null : <li>{text.removeOverrides(formatCount(overrides))}</li>}
    </>
  );
}

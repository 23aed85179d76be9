import type { SessionState } from '#contracts';
import { commonText } from '../messages/index.js';
import { ToneBadge } from './tone-badge.js';

export function StateBadge({ state }: { readonly state: SessionState }) {
  return (
    <ToneBadge tone={state} data-testid="state-badge">
      {commonText.state[state]}
    </ToneBadge>
  );
}

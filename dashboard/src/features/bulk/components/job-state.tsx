import type { BulkJobView } from '#contracts';
import { type Tone, ToneBadge } from '../../../components/tone-badge.js';
import { bulkText as text } from '../../../messages/index.js';

const tones: Record<BulkJobView['state'], Tone> = { running: 'connected', cancelled: 'ending', done: 'calm' };

export function JobState({ state }: Pick<BulkJobView, 'state'>) {
  return (
    <ToneBadge tone={tones[state]} data-testid="bulk-state">
      {text.state[state]}
    </ToneBadge>
  );
}

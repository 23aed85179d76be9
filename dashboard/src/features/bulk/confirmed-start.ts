import { useState } from 'react';
import { ApiError, type BulkJobView, type BulkPreview } from '#contracts';
import { type BulkAsked, usePreview } from './api/preview.js';
import { useStartBulk } from './api/start.js';

const runOut = (error: unknown): boolean => error instanceof ApiError && error.code === 'no-such-preview';

/**
 * Starts what a preview has frozen. Where the preview has run out meanwhile it is asked anew: is it of exactly the same ones,
 * what was confirmed still holds and it starts; is it of others, they are to be looked at and confirmed again.
 */
export function useConfirmedStart(
  request: BulkAsked,
  first: BulkPreview,
  onStarted: (job: BulkJobView) => void,
) {
  const [preview, setPreview] = useState(first);
  const [former, setFormer] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = usePreview();
  const starting = useStartBulk();

  /** True when there is another preview to be confirmed now. */
  const start = async (perSecond: number | null): Promise<boolean> => {
    setError(null);
    try {
      onStarted(await starting.mutateAsync({ preview, perSecond }));
    } catch (refusal) {
      if (!runOut(refusal)) {
        setError(refusal);
        return false;
      }
      return lookAgain(perSecond);
    }
    return false;
  };

  const lookAgain = async (perSecond: number | null): Promise<boolean> => {
    try {
      const now = await again.mutateAsync(request);
      const same = now.digest === preview.digest;
      setPreview(now);
      setFormer(same ? null : preview.count);
      if (!same) return true;
      onStarted(await starting.mutateAsync({ preview: now, perSecond }));
    } catch (refusal) {
      setError(refusal);
    }
    return false;
  };

  return { preview, former, error, busy: starting.isPending || again.isPending, start };
}

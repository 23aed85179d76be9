import { useMutation } from '@tanstack/react-query';
import { type BulkJobView, type BulkPreview, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export interface Start {
  readonly preview: Pick<BulkPreview, 'token' | 'count'>;
  /** Null: as fast as it goes. */
  readonly perSecond: number | null;
}

/** A preview starts once. Its token is the key of the request too, so that one whose answer was lost can be sent again. */
export const startBulk = ({ preview: { token, count }, perSecond }: Start): Promise<BulkJobView> =>
  call(routes.bulk.start, {
    body: { token, confirm: count, ...(perSecond === null ? {} : { perSecond }) },
    headers: { 'idempotency-key': token },
  });

export const useStartBulk = () => useMutation({ mutationFn: startBulk });

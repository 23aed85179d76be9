import { useMutation } from '@tanstack/react-query';
import { type BulkJobView, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export interface Steering {
  readonly id: string;
  readonly action: 'cancel' | 'resume';
}

/** What comes of it is seen over the live channel. */
export const steerJob = ({ id, action }: Steering): Promise<BulkJobView> =>
  call(routes.bulk[action], { path: { id } });

export const useSteerJob = () => useMutation({ mutationFn: steerJob });

import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '#contracts';

/** Repeating a request that was refused gets the same answer; only a missing answer or a server's own trouble may pass. */
function worthRetrying(failures: number, error: Error): boolean {
  const passing = error instanceof ApiError && (error.status === 0 || error.status >= 502);
  return passing && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 5000 },
    mutations: { retry: false },
  },
});

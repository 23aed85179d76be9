import { Skeleton } from '@mantine/core';
import { commonText } from '../messages/index.js';

/** Lines where text will be. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
  return (
    <div role="status" aria-label={commonText.loading} style={{ padding: '1rem' }}>
      {Array.from({ length: lines }, (_, line) => (
        // The lines have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: static list
        <Skeleton key={line} height={14} mb="md" width={`${92 - ((line * 17) % 40)}%`} radius="sm" />
      ))}
    </div>
  );
}

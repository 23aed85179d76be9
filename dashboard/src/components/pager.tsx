import { Button, Group, Text } from '@mantine/core';
import { formatCount } from '../lib/format-number.js';
import { commonText } from '../messages/index.js';

interface PagerProps {
  readonly shown: number;
  readonly total: number;
  /** Absent on the first page. */
  readonly onFirst?: (() => void) | undefined;
  /** Absent on the last page. */
  readonly onNext?: (() => void) | undefined;
}

/** Below a list: how much of it is here, and the way on. Cursors only lead forward; the browser leads back. */
export function Pager({ shown, total, onFirst, onNext }: PagerProps) {
  if (shown === 0 && onFirst === undefined) return null;
  return (
    <Group justify="space-between" mt="sm" gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {commonText.rows(formatCount(shown), formatCount(total))}
      </Text>
      {onFirst === undefined && onNext === undefined ? null : (
        <Group gap="xs">
          <Button variant="default" size="xs" disabled={onFirst === undefined} onClick={onFirst}>
            {commonText.first}
          </Button>
          <Button variant="default" size="xs" disabled={onNext === undefined} onClick={onNext}>
            {commonText.next}
          </Button>
        </Group>
      )}
    </Group>
  );
}

import { Button } from '@mantine/core';
import type { QueueItem } from '#contracts';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatBytes } from '../../../lib/format-number.js';
import { useLive } from '../../../lib/live.js';
import { sessionPageText } from '../../../messages/index.js';
import classes from './queue.module.css';

const text = sessionPageText.queue;

interface QueueTableProps {
  readonly items: readonly QueueItem[];
  /** When they were read, by this machine's clock. */
  readonly readAt: number;
  /** Absent for who may not. */
  readonly onPeek?: (n: number) => void;
}

export function QueueTable({ items, readAt, onPeek }: QueueTableProps) {
  const offset = useLive((state) => state.offset);
  return (
    <table className={classes.queue} aria-label={text.list}>
      <thead>
        <tr>
          <th scope="col" title={text.nHint}>
            {text.n}
          </th>
          <th scope="col">{text.kind}</th>
          <th scope="col">{text.size}</th>
          <th scope="col">{text.age}</th>
          {onPeek === undefined ? null : (
            <th scope="col">
              <span className={classes.unseen}>{text.peek}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.n} data-testid="queue-row" data-n={item.n}>
            <td data-tight>{item.n}</td>
            <td>
              {text.kindOf(item)}
              <span className="dm-sub">{item.sent ? text.sent : text.unsent}</span>
            </td>
            <td data-tight>{formatBytes(item.bytes)}</td>
            <td>
              <RelativeTime at={readAt + offset - item.age} />
            </td>
            {onPeek === undefined ? null : (
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={text.peekOf(item.n)}
                  onClick={() => onPeek(item.n)}
                  data-testid="peek"
                >
                  {text.peek}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

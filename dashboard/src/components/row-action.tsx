import { ActionIcon } from '@mantine/core';
import type { ComponentType } from 'react';

interface RowActionProps {
  readonly icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': 'true' }>;
  /** What it does. */
  readonly title: string;
  /** The same, with what it does it to: there is one in each row. */
  readonly label: string;
  readonly onClick: () => void;
  readonly testId: string;
  readonly color?: 'gray' | 'red';
}

/** One thing that can be done to what stands in a row. */
export function RowAction({ icon: Icon, title, label, onClick, testId, color = 'gray' }: RowActionProps) {
  return (
    <ActionIcon
      variant="subtle"
      color={color}
      title={title}
      aria-label={label}
      onClick={onClick}
      data-testid={testId}
    >
      <Icon size={17} aria-hidden="true" />
    </ActionIcon>
  );
}

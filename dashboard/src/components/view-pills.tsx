import { Button, Group } from '@mantine/core';

interface ViewPillsProps<T extends string> {
  readonly label: string;
  readonly views: readonly T[];
  readonly text: Readonly<Record<T, string>>;
  readonly hint?: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (view: T) => void;
}

/** A few ready-made views of a list, one of which is chosen. Wraps where it is narrow. */
export function ViewPills<T extends string>({
  label,
  views,
  text,
  hint,
  value,
  onChange,
}: ViewPillsProps<T>) {
  return (
    <Group role="group" aria-label={label} gap={6}>
      {views.map((view) => (
        <Button
          key={view}
          size="xs"
          radius="xl"
          variant={view === value ? 'filled' : 'default'}
          aria-pressed={view === value}
          title={hint?.[view]}
          onClick={() => onChange(view)}
          data-testid={`view-${view}`}
        >
          {text[view]}
        </Button>
      ))}
    </Group>
  );
}

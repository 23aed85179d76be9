import { Checkbox, Input, SegmentedControl, Stack } from '@mantine/core';
import { useId } from 'react';
import { formatExact } from '../../../lib/format-time.js';
import { sessionActionsText as text } from '../../../messages/index.js';

export interface Extension {
  readonly seconds: number;
  readonly beyondLimit: boolean;
}
export const usualExtension: Extension = { seconds: 3600, beyondLimit: false };

const choices = text.spans.map((span) => ({ value: String(span.seconds), label: span.text }));

interface ExtendFieldsProps {
  readonly deadline: number | null;
  readonly value: Extension;
  readonly onChange: (value: Extension) => void;
}

/** How long a hibernation is extended, and what that comes to. */
export function ExtendFields({ deadline, value, onChange }: ExtendFieldsProps) {
  const label = useId();
  return (
    <Stack gap="xs" mt="sm">
      <Input.Label component="div" id={label}>
        {text.howLong}
      </Input.Label>
      <SegmentedControl
        aria-labelledby={label}
        fullWidth
        data={choices}
        value={String(value.seconds)}
        onChange={(seconds) => onChange({ ...value, seconds: Number(seconds) })}
        data-testid="extend-by"
      />
      {deadline === null ? null : (
        <span className="dm-sub">{text.wouldEnd(formatExact(deadline + value.seconds * 1000))}</span>
      )}
      <Checkbox
        label={text.beyondLimit}
        checked={value.beyondLimit}
        onChange={(event) => onChange({ ...value, beyondLimit: event.currentTarget.checked })}
        data-testid="beyond-limit"
      />
    </Stack>
  );
}

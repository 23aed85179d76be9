import { TextInput } from '@mantine/core';

interface TimeInputProps {
  readonly label: string;
  /** ms since the epoch. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** A time to the minute, in the zone of who is looking. */
export function TimeInput({ label, value, onChange }: TimeInputProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      defaultValue={value === undefined ? '' : localMinute(value)}
      onChange={(event) => {
        const time = new Date(event.currentTarget.value).getTime();
        onChange(Number.isNaN(time) ? undefined : time);
      }}
    />
  );
}

/** As the browser's own field wants it: `2026-01-31T09:05`. */
function localMinute(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, 16);
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { eventsText as text } from '../../../messages/index.js';
import type { EventsChange, EventsSearch, PastSpan } from '../search.js';

const BETWEEN = 'between';

interface TimeFilterProps {
  readonly search: EventsSearch;
  readonly spans: readonly PastSpan[];
  readonly onChange: (change: EventsChange) => void;
}

/** A stretch up to now, or one between two times of this machine's own zone. */
export function TimeFilter({ search, spans, onChange }: TimeFilterProps) {
  const { past, from, to } = search;
  const [between, setBetween] = useState(from !== undefined || to !== undefined);
  const setTime = (end: 'from' | 'to') => (typed: string) => {
    const at = typed === '' ? Number.NaN : new Date(typed).getTime();
    onChange({ [end]: Number.isNaN(at) ? undefined : at });
  };
  return (
    <>
      <NativeSelect
        label={text.timeFilter}
        data={[
          { value: '', label: text.anyTime },
          ...spans.map((value) => ({ value, label: text.past[value] })),
          { value: BETWEEN, label: text.between },
        ]}
        value={between ? BETWEEN : (past ?? '')}
        onChange={({ currentTarget: { value } }) => {
          setBetween(value === BETWEEN);
          onChange({ past: spans.find((one) => one === value), from: undefined, to: undefined });
        }}
        data-testid="filter-time"
      />
      {between ? (
        <>
          <Moment key={`from ${from}`} label={text.from} at={from} onChange={setTime('from')} />
          <Moment key={`to ${to}`} label={text.until} at={to} onChange={setTime('to')} />
        </>
      ) : null}
    </>
  );
}

interface MomentProps {
  readonly label: string;
  readonly at: number | undefined;
  readonly onChange: (typed: string) => void;
}

/** Told when the field is left: half a date is none. */
function Moment({ label, at, onChange }: MomentProps) {
  const [typed, setTyped] = useState(at === undefined ? '' : localTime(at));
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => onChange(typed)}
    />
  );
}

/** As the field wants it: local time without a zone. */
function localTime(at: number): string {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

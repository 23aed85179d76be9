import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { eventReason } from '../../../components/event-sentence.js';
import { formatExact } from '../../../lib/format-time.js';
import { eventsText } from '../../../messages/index.js';
import { type EventsChange, type EventsSearch, kindsOf } from '../search.js';
import classes from './event-chips.module.css';

const { chip: text } = eventsText;

interface EventChipsProps {
  readonly search: EventsSearch;
  readonly onChange: (change: EventsChange) => void;
}

/** The filters in use, each with a way to take it away. */
export function EventChips({ search, onChange }: EventChipsProps) {
  const chips = chipsOf(search);
  if (chips.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={eventsText.chips}>
      {chips.map(({ id, label, without }) => (
        <li key={id}>
          <Button
            variant="light"
            size="compact-sm"
            rightSection={<IconX size={14} aria-hidden="true" />}
            aria-label={text.drop(label)}
            onClick={() => onChange(without)}
            data-testid={`chip-${id}`}
          >
            {label}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface Chip {
  readonly id: string;
  readonly label: string;
  readonly without: EventsChange;
}

function chipsOf(search: EventsSearch): readonly Chip[] {
  const { user, session, reason, past, from, to } = search;
  const kinds = kindsOf(search);
  const [kind] = kinds;
  const chip = (id: string, label: string | undefined, without: EventsChange): Chip[] =>
    label === undefined ? [] : [{ id, label, without }];
  return [
    ...chip('user', user && text.user(user), { user: undefined }),
    ...chip('session', session && text.session(session), { session: undefined }),
    ...kinds.flatMap((one) =>
      chip(`kind-${one}`, text.kind(eventsText.kind[one]), {
        kind: kinds.filter((other) => other !== one),
        // Reasons belong to their kind: another kind's would match nothing.
        reason: undefined,
      }),
    ),
    ...chip('reason', reason && text.reason(eventReason({ kind: kind ?? 'session-ended', reason }) ?? ''), {
      reason: undefined,
    }),
    ...chip('past', past && text.past(eventsText.past[past]), { past: undefined }),
    ...chip('from', from === undefined ? undefined : text.from(formatExact(from)), { from: undefined }),
    ...chip('to', to === undefined ? undefined : text.to(formatExact(to)), { to: undefined }),
  ];
}

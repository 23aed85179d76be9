import { NativeSelect } from '@mantine/core';
import {
  type EventKind,
  endReasonSchema,
  eventKinds,
  hibernationReasonSchema,
  resumeFailureSchema,
} from '#contracts';
import { eventReason } from '../../../components/event-sentence.js';
import { FilterBar } from '../../../components/filter-bar.js';
import { eventsText as text } from '../../../messages/index.js';
import { type EventsChange, type EventsSearch, kindsOf, pastSpanNames } from '../search.js';
import { TimeFilter } from './time-filter.js';
import { UserFilter } from './user-filter.js';

/** What a kind may have for a reason, where that is a closed list. */
const reasons: Partial<Record<EventKind, readonly string[]>> = {
  'smacks-resume-failed': resumeFailureSchema.options,
  'smacks-hibernation-start': hibernationReasonSchema.options,
  'smacks-hibernation-end': ['resumed', ...endReasonSchema.options],
  'session-ended': endReasonSchema.options,
};

interface EventFiltersProps {
  readonly search: EventsSearch;
  readonly onChange: (change: EventsChange) => void;
}

/** Where filters are made; those in use stand below as chips. */
export function EventFilters({ search, onChange }: EventFiltersProps) {
  const chosen = kindsOf(search);
  const [kind] = chosen;
  const of = chosen.length === 1 && kind !== undefined ? reasons[kind] : undefined;
  return (
    <FilterBar>
      <UserFilter key={search.user} user={search.user} onChange={(user) => onChange({ user })} />
      <NativeSelect
        label={text.kindFilter}
        data={[
          { value: '', label: chosen.length === 0 ? text.anyKind : text.addKind },
          ...eventKinds
            .filter((one) => !chosen.includes(one))
            .map((one) => ({ value: one, label: text.kind[one] })),
        ]}
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget;
          const added = eventKinds.filter((one) => one === value);
          onChange({ kind: [...chosen, ...added], reason: undefined });
        }}
        data-testid="filter-kind"
      />
      {kind === undefined || of === undefined ? null : (
        <NativeSelect
          label={text.reasonFilter}
          data={[
            { value: '', label: text.anyReason },
            ...of.map((reason) => ({ value: reason, label: eventReason({ kind, reason }) ?? reason })),
          ]}
          value={search.reason ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ reason: value === '' ? undefined : value })}
          data-testid="filter-reason"
        />
      )}
      <TimeFilter search={search} spans={pastSpanNames} onChange={onChange} />
    </FilterBar>
  );
}

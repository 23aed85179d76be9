import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { errorText } from '../../../components/failure.js';
import { FilterBar } from '../../../components/filter-bar.js';
import { tellDone } from '../../../components/toast.js';
import { useLive } from '../../../lib/live.js';
import { settingsText } from '../../../messages/index.js';
import { useRecordUser } from '../api/recorded-users.js';

const text = settingsText.traced;
const spans = Object.entries(text.spans).map(([value, label]) => ({ value, label }));

/** Adds a user to the list, or gives one that is there another end. */
export function RecordUserForm() {
  const domain = useLive((state) => state.overview?.domain ?? location.hostname);
  const { mutate, isPending } = useRecordUser();
  const [name, setName] = useState('');
  const [minutes, setMinutes] = useState('60');
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = name.trim();
    if (typed === '') return setProblem(text.userMissing);
    const jid = typed.includes('@') ? typed : `${typed}@${domain}`;
    mutate(
      { jid, minutes: Number(minutes) },
      {
        onSuccess: ({ user }) => {
          setName('');
          tellDone(text.started(user), text.startedHint);
        },
        onError: (error) => setProblem(errorText(error)),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate aria-label={text.add}>
      <FilterBar>
        <TextInput
          label={text.user}
          placeholder={text.userHint(domain)}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
          error={problem}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          style={{ minWidth: 'min(20rem, 100%)' }}
          data-testid="record-user"
        />
        <Select
          label={text.minutes}
          data={spans}
          value={minutes}
          onChange={(span) => setMinutes(span ?? '60')}
          allowDeselect={false}
          data-testid="record-minutes"
        />
        <Button type="submit" loading={isPending} data-testid="record-start">
          {text.start}
        </Button>
      </FilterBar>
    </form>
  );
}

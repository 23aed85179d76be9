import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MadeApiKey, Role } from '#contracts';
import { Dialog } from '../../../components/dialog.js';
import { FormDialog } from '../../../components/form-dialog.js';
import { ShownOnce } from '../../../components/shown-once.js';
import { operatorsText } from '../../../messages/index.js';
import { useMakeApiKey } from '../api/api-keys.js';
import { RoleField } from './role-field.js';

const text = operatorsText.keys;
const spans = Object.entries(text.spans).map(([value, label]) => ({ value, label }));

/** Makes a key, and shows it the once that it can be shown. */
export function NewApiKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const make = useMakeApiKey();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState('90');
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<MadeApiKey | null>(null);
  if (made !== null) return <MadeKey made={made} onClose={onClose} />;
  return (
    <FormDialog
      title={text.addTitle}
      submitLabel={text.addSubmit}
      onClose={onClose}
      check={() => {
        setTried(true);
        return name !== '';
      }}
      onSubmit={async () => setMade(await make.mutateAsync({ name, role, days: Number(days) }))}
      data-testid="api-key-form"
    >
      <TextInput
        label={text.name}
        description={text.nameHint}
        value={name}
        onChange={(event) => setName(event.currentTarget.value.trim())}
        error={tried && name === '' ? text.nameMissing : null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        data-autofocus
        data-testid="api-key-name"
      />
      <RoleField label={text.role} value={role} onChange={setRole} />
      <Select
        label={text.days}
        data={spans}
        value={days}
        onChange={(span) => setDays(span ?? '90')}
        allowDeselect={false}
        data-testid="api-key-days"
      />
    </FormDialog>
  );
}

/** Closed by its button alone: a slip of the mouse must not lose the key. */
function MadeKey({ made, onClose }: { readonly made: MadeApiKey; readonly onClose: () => void }) {
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text.madeTitle}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="md" data-testid="made-key">
        <Text size="sm">{text.madeHint}</Text>
        <ShownOnce label={text.key} value={made.key} text={text} data-testid="key-value" />
        <div>
          <Text size="sm" fw={600}>
            {text.tryIt}
          </Text>
          <code className="dm-code">{`curl -H "authorization: Bearer $KEY" ${location.origin}/api/v1/overview`}</code>
        </div>
        <Group justify="flex-end">
          <Button onClick={onClose} data-testid="key-kept">
            {text.kept}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

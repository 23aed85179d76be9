import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Right, Role } from '#contracts';
import { FormDialog } from '../../../components/form-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { operatorsText } from '../../../messages/index.js';
import { useAddOperator } from '../api/change-operator.js';
import { RightsField } from './rights-field.js';
import { RoleField } from './role-field.js';

const text = operatorsText.people;
const SHORTEST = 8;

export function NewOperatorDialog({ onClose }: { readonly onClose: () => void }) {
  const add = useAddOperator();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [rights, setRights] = useState<Right[]>([]);
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      title={text.addTitle}
      submitLabel={text.addSubmit}
      onClose={onClose}
      check={() => {
        setTried(true);
        return username !== '' && password.length >= SHORTEST;
      }}
      onSubmit={async () => {
        await add.mutateAsync({ username, password, role, rights });
        tellDone(text.added(username));
        onClose();
      }}
      data-testid="operator-form"
    >
      <TextInput
        label={text.username}
        description={text.usernameHint}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value.trim())}
        error={tried && username === '' ? text.usernameMissing : null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={128}
        data-autofocus
        data-testid="operator-name"
      />
      <PasswordInput
        label={text.password}
        description={text.passwordHint}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={tried && password.length < SHORTEST ? text.passwordShort : null}
        autoComplete="new-password"
        maxLength={1024}
        data-testid="operator-new-password"
      />
      <RoleField label={text.role} value={role} onChange={setRole} />
      <RightsField value={rights} onChange={setRights} />
    </FormDialog>
  );
}

import { Text } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../../components/form-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { accessText } from '../../../messages/index.js';
import { useRemoveSecondFactor } from '../api/own-account.js';
import { OwnPasswordField } from './own-password-field.js';

const text = accessText.account.factor;

export function RemoveSecondFactor({ onClose }: { readonly onClose: () => void }) {
  const remove = useRemoveSecondFactor();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      title={text.removeTitle}
      submitLabel={text.remove}
      onClose={onClose}
      check={() => {
        setTried(true);
        return password !== '';
      }}
      onSubmit={async () => {
        await remove.mutateAsync(password);
        tellDone(text.turnedOff);
        onClose();
      }}
    >
      <Text size="sm">{text.removeHint}</Text>
      <OwnPasswordField value={password} onChange={setPassword} missing={tried && password === ''} />
    </FormDialog>
  );
}

import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RecoveryCodes, SecondFactorOffer } from '#contracts';
import { FormDialog } from '../../../components/form-dialog.js';
import { ShownOnce } from '../../../components/shown-once.js';
import { accessText } from '../../../messages/index.js';
import { useConfirmSecondFactor } from '../api/own-account.js';
import { QrCode } from './qr-code.js';

const text = accessText.account.factor;
const CODE = /^\d{6}$/;

interface ConfirmSecondFactorProps {
  readonly offer: SecondFactorOffer;
  readonly onConfirmed: (codes: RecoveryCodes) => void;
  readonly onClose: () => void;
}

/** The secret for an authenticator, as a picture and as text, and its first code as the proof that it has it. */
export function ConfirmSecondFactor({ offer, onConfirmed, onClose }: ConfirmSecondFactorProps) {
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const digits = code.replace(/\s/g, '');
  return (
    <FormDialog
      title={text.scan}
      submitLabel={text.confirm}
      onClose={onClose}
      check={() => {
        setTried(true);
        return CODE.test(digits);
      }}
      onSubmit={async () => onConfirmed(await confirm.mutateAsync(digits))}
      data-testid="factor-confirm"
    >
      <Text size="sm">{text.scanHint}</Text>
      <QrCode content={offer.uri} label={text.qr} />
      <ShownOnce label={text.typed} value={offer.secret} text={text} aside data-testid="factor-secret" />
      <TextInput
        label={text.code}
        description={text.codeHint}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={tried && !CODE.test(digits) ? text.codeMissing : null}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={16}
        data-autofocus
        data-testid="factor-code"
      />
    </FormDialog>
  );
}

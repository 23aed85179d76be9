import { useState } from 'react';
import type { RecoveryCodes, SecondFactorOffer } from '#contracts';
import { FormDialog } from '../../../components/form-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { accessText } from '../../../messages/index.js';
import { useOfferSecondFactor } from '../api/own-account.js';
import { ConfirmSecondFactor } from './confirm-second-factor.js';
import { OwnPasswordField } from './own-password-field.js';
import { RecoveryCodesDialog } from './recovery-codes-dialog.js';

const text = accessText.account.factor;

/** Three steps: the password once more, the secret into an authenticator and its first code back, the recovery codes. */
export function SecondFactorSetup({ onClose }: { readonly onClose: () => void }) {
  const [offer, setOffer] = useState<SecondFactorOffer | null>(null);
  const [codes, setCodes] = useState<RecoveryCodes | null>(null);
  if (codes !== null) return <RecoveryCodesDialog codes={codes.recoveryCodes} onClose={onClose} />;
  if (offer === null) return <AskPassword onOffer={setOffer} onClose={onClose} />;
  return (
    <ConfirmSecondFactor
      offer={offer}
      onClose={onClose}
      onConfirmed={(confirmed) => {
        setCodes(confirmed);
        tellDone(text.turnedOn);
      }}
    />
  );
}

interface AskPasswordProps {
  readonly onOffer: (offer: SecondFactorOffer) => void;
  readonly onClose: () => void;
}

function AskPassword({ onOffer, onClose }: AskPasswordProps) {
  const begin = useOfferSecondFactor();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      title={text.title}
      submitLabel={text.go}
      onClose={onClose}
      check={() => {
        setTried(true);
        return password !== '';
      }}
      onSubmit={async () => onOffer(await begin.mutateAsync(password))}
    >
      <OwnPasswordField value={password} onChange={setPassword} missing={tried && password === ''} />
    </FormDialog>
  );
}

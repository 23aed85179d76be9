import { useState } from 'react';
import type { OperatorView } from '#contracts';
import { FormDialog } from '../../../components/form-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { operatorsText } from '../../../messages/index.js';
import { useChangeOperator } from '../api/change-operator.js';
import { RightsField } from './rights-field.js';
import { RoleField } from './role-field.js';

const text = operatorsText.people;

interface EditOperatorDialogProps {
  readonly operator: OperatorView;
  readonly onClose: () => void;
}

export function EditOperatorDialog({ operator, onClose }: EditOperatorDialogProps) {
  const { username } = operator;
  const change = useChangeOperator();
  const [role, setRole] = useState(operator.role);
  const [rights, setRights] = useState(operator.rights);
  return (
    <FormDialog
      title={text.editTitle(username)}
      submitLabel={text.editSubmit}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => {
        await change.mutateAsync({ username, role, rights });
        tellDone(text.changed(username), text.changedHint);
        onClose();
      }}
      data-testid="operator-form"
    >
      <RoleField label={text.role} value={role} onChange={setRole} />
      <RightsField value={rights} onChange={setRights} />
    </FormDialog>
  );
}

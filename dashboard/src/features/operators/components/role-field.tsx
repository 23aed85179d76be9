import { Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { type Role, roleSchema } from '#contracts';
import { operatorsText as text } from '../../../messages/index.js';

interface RoleFieldProps {
  readonly label: string;
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

/** One of the roles, with what the chosen one may. */
export function RoleField({ label, value, onChange }: RoleFieldProps) {
  const id = useId();
  return (
    <Input.Wrapper label={label} labelElement="div" labelProps={{ id }}>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        data={[...roleSchema.options]}
        value={value}
        onChange={(role) => onChange(roleSchema.parse(role))}
        data-testid="role-field"
      />
      <Input.Description mt={6} aria-live="polite">
        {text.roles[value]}
      </Input.Description>
    </Input.Wrapper>
  );
}

import { ActionIcon, Group } from '@mantine/core';
import { IconBan, IconCircleCheck, IconKey, IconPencil, IconShieldOff, IconTrash } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { OperatorView } from '#contracts';
import { operatorsText } from '../../../messages/index.js';

const text = operatorsText.people;

/** What is asked about before it is done. */
export type OperatorAction = 'edit' | 'password' | 'factor' | 'disable' | 'remove';

/** What a dialog of the page is about. */
export type OperatorQuestion =
  | { readonly kind: 'add' }
  | { readonly kind: OperatorAction; readonly operator: OperatorView };

interface OperatorActionsProps {
  readonly operator: OperatorView;
  readonly onAsk: (kind: OperatorAction, operator: OperatorView) => void;
  readonly onEnable: (operator: OperatorView) => void;
}

export function OperatorActions({ operator, onAsk, onEnable }: OperatorActionsProps) {
  const { username, disabled, secondFactor } = operator;
  const ask = (kind: OperatorAction) => () => onAsk(kind, operator);
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Action
        icon={IconPencil}
        title={text.edit}
        label={text.editOf(username)}
        onClick={ask('edit')}
        testId="operator-edit"
      />
      <Action
        icon={IconKey}
        title={text.resetPassword}
        label={text.resetPasswordOf(username)}
        onClick={ask('password')}
        testId="operator-password"
      />
      {secondFactor ? (
        <Action
          icon={IconShieldOff}
          title={text.removeFactor}
          label={text.removeFactorOf(username)}
          onClick={ask('factor')}
          testId="operator-factor-remove"
        />
      ) : null}
      {disabled ? (
        <Action
          icon={IconCircleCheck}
          title={text.enable}
          label={text.enableOf(username)}
          onClick={() => onEnable(operator)}
          testId="operator-enable"
        />
      ) : (
        <Action
          icon={IconBan}
          title={text.disable}
          label={text.disableOf(username)}
          onClick={ask('disable')}
          testId="operator-disable"
        />
      )}
      <Action
        icon={IconTrash}
        title={text.remove}
        label={text.removeOf(username)}
        onClick={ask('remove')}
        testId="operator-remove"
        color="red"
      />
    </Group>
  );
}

interface ActionProps {
  readonly icon: ComponentType<{ size: number; 'aria-hidden': 'true' }>;
  readonly title: string;
  readonly label: string;
  readonly onClick: () => void;
  readonly testId: string;
  readonly color?: 'red';
}

function Action({ icon: Icon, title, label, onClick, testId, color }: ActionProps) {
  return (
    <ActionIcon
      variant="subtle"
      color={color ?? 'gray'}
      title={title}
      aria-label={label}
      onClick={onClick}
      data-testid={testId}
    >
      <Icon size={17} aria-hidden="true" />
    </ActionIcon>
  );
}

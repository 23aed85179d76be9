import { Group } from '@mantine/core';
import { IconBan, IconCircleCheck, IconKey, IconPencil, IconShieldOff, IconTrash } from '@tabler/icons-react';
import type { OperatorView } from '#contracts';
import { RowAction } from '../../../components/row-action.js';
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
      <RowAction
        icon={IconPencil}
        title={text.edit}
        label={text.editOf(username)}
        onClick={ask('edit')}
        testId="operator-edit"
      />
      <RowAction
        icon={IconKey}
        title={text.resetPassword}
        label={text.resetPasswordOf(username)}
        onClick={ask('password')}
        testId="operator-password"
      />
      {secondFactor ? (
        <RowAction
          icon={IconShieldOff}
          title={text.removeFactor}
          label={text.removeFactorOf(username)}
          onClick={ask('factor')}
          testId="operator-factor-remove"
        />
      ) : null}
      {disabled ? (
        <RowAction
          icon={IconCircleCheck}
          title={text.enable}
          label={text.enableOf(username)}
          onClick={() => onEnable(operator)}
          testId="operator-enable"
        />
      ) : (
        <RowAction
          icon={IconBan}
          title={text.disable}
          label={text.disableOf(username)}
          onClick={ask('disable')}
          testId="operator-disable"
        />
      )}
      <RowAction
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

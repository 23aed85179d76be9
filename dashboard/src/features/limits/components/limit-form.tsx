import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { type LimitChange, type SessionView, setLimitSchema, type UserLimits } from '#contracts';
import { errorText } from '../../../components/failure.js';
import { tellDone } from '../../../components/toast.js';
import { isStatus } from '../../../lib/api-client.js';
import { limitsText as text } from '../../../messages/index.js';
import { useChangeLimit } from '../api/change-limit.js';
import { useLimitPreview } from '../api/limit-preview.js';
import { formatLimit } from '../limit-units.js';
import type { LimitQuestion } from './limit-columns.js';
import { LimitConflict } from './limit-conflict.js';
import { PreviewPanel } from './preview-panel.js';
import { type TypedLimit, ValueInput } from './value-input.js';

interface LimitFormProps {
  /** As they are now; the form was opened for what they were then. */
  readonly limits: UserLimits;
  readonly sessions: readonly SessionView[];
  readonly question: LimitQuestion;
  readonly onClose: () => void;
}

/** Long enough for a number to be typed, so that its first digit is not asked about. */
const PAUSE_MS = 250;

/** Nothing is sent before its effect has been shown, nor over what somebody else has set since. */
export function LimitForm({ limits, sessions, question: { kind, name }, onClose }: LimitFormProps) {
  const [base, setBase] = useState(limits);
  const [typed, setTyped] = useState<TypedLimit>({ text: '', unlimited: false });
  const limit = base.limits.find((one) => one.name === name);
  const byDefault = limit?.default ?? null;
  const value = kind === 'clear' ? byDefault : typedValue(typed);
  const [asked] = useDebouncedValue(value, PAUSE_MS);
  const preview = useLimitPreview(limits.user, name, asked);
  const change = useChangeLimit(limits.user);
  const overtaken = base.version !== limits.version;
  const shown = value !== undefined && preview.data?.value === value && !preview.isPlaceholderData;

  const tell = ({ evicted: { length } }: LimitChange) => {
    const title = `${kind === 'set' ? text.saved : text.cleared}: ${text.name[name]}`;
    tellDone(title, length === 0 ? text.evictedNone : text.evicted(length));
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!shown || overtaken || change.isPending) return;
    const set = kind === 'clear' ? undefined : value;
    change.mutate({ name, value: set, version: base.version }, { onSuccess: tell });
  };
  const refused = change.error !== null && !isStatus(change.error, 412) ? change.error : null;
  const lookAgain = () => {
    change.reset();
    setBase(limits);
  };

  return (
    <form onSubmit={submit} noValidate data-testid="limit-form">
      <Stack gap="md">
        {kind === 'clear' ? (
          <Text size="sm">
            {text.clearBody(
              limits.user,
              formatLimit(name, limit?.override?.value ?? null),
              formatLimit(name, byDefault),
            )}
          </Text>
        ) : (
          <ValueInput
            name={name}
            now={limit?.effective ?? null}
            typed={typed}
            invalid={typed.text.trim() !== '' && value === undefined}
            onChange={setTyped}
          />
        )}
        {overtaken ? (
          <LimitConflict before={base} after={limits} onLookAgain={lookAgain} />
        ) : (
          <PreviewPanel
            asked={value !== undefined}
            preview={shown ? preview.data : undefined}
            error={preview.error}
            sessions={sessions}
          />
        )}
        {refused === null ? null : (
          <Alert color="red" role="alert" title={text.failed} data-testid="limit-refused">
            {errorText(refused)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            type="submit"
            disabled={!shown || overtaken}
            loading={change.isPending}
            data-testid="limit-save"
          >
            {kind === 'clear' ? text.clear : text.set}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Undefined for what is no value. */
function typedValue({ text: digits, unlimited }: TypedLimit): number | null | undefined {
  const value = unlimited ? null : /^\d+$/.test(digits.trim()) ? Number(digits) : Number.NaN;
  return setLimitSchema.safeParse({ value }).success ? value : undefined;
}

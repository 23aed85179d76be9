import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SessionField } from '#contracts';
import { sessionsListText as text } from '../../../messages/index.js';
import {
  type ConditionDraft,
  draftOf,
  draftText,
  fieldNames,
  lookOf,
  operatorsFor,
} from '../condition-draft.js';
import { choiceWords } from '../condition-words.js';

interface ConditionEditorProps {
  readonly initial: ConditionDraft;
  readonly onApply: (condition: string) => void;
}

const byLabel = [...fieldNames].sort((a, b) => (text.fields[a] ?? a).localeCompare(text.fields[b] ?? b));

/** Puts a condition together: a field, what is asked of it, and the value. */
export function ConditionEditor({ initial, onApply }: ConditionEditorProps) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const { text: condition, problem } = draftText(draft);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem === null) onApply(condition);
  };
  return (
    <form onSubmit={apply} data-testid="condition-editor">
      <Stack gap="xs" w="15rem">
        <NativeSelect
          label={text.field}
          size="xs"
          value={draft.field}
          onChange={(event) => setDraft(draftOf(event.currentTarget.value as SessionField))}
          data={byLabel.map((field) => ({ value: field, label: text.fields[field] ?? field }))}
          data-testid="condition-field"
        />
        <NativeSelect
          label={text.operator}
          size="xs"
          value={draft.operator}
          onChange={(event) =>
            setDraft({ ...draft, operator: event.currentTarget.value as ConditionDraft['operator'] })
          }
          data={operatorsFor(draft.field).map((operator) => ({
            value: operator,
            label: wordOf(draft.field, operator),
          }))}
          data-testid="condition-operator"
        />
        <ConditionValue
          draft={draft}
          onChange={(value) => setDraft({ ...draft, value })}
          problem={tried ? problem : null}
        />
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <span className="dm-sub dm-code">{condition}</span>
          <Button type="submit" size="xs" data-testid="condition-apply">
            {text.apply}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ConditionValueProps {
  readonly draft: ConditionDraft;
  readonly onChange: (value: string) => void;
  readonly problem: string | null;
}

/** What stands behind the operator: one of some words, or something typed. */
function ConditionValue({ draft: { field, operator, value }, onChange, problem }: ConditionValueProps) {
  const { kind, choices } = lookOf(field);
  if (operator === 'set' || operator === 'unset') return null;
  const words =
    kind === 'flag'
      ? [
          { value: 'true', label: text.yes },
          { value: 'false', label: text.no },
        ]
      : choices?.map((word) => ({ value: word, label: choiceWords(field, word) }));
  if (words !== undefined) {
    return (
      <NativeSelect
        label={text.value}
        size="xs"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={words}
        data-testid="condition-value"
      />
    );
  }
  return (
    <TextInput
      label={text.value}
      size="xs"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={hintOf(field)}
      // Nothing typed yet is no mistake that needs words; the field itself shows it.
      error={problem === '' ? true : problem}
      autoComplete="off"
      spellCheck={false}
      data-autofocus
      data-testid="condition-value"
    />
  );
}

function wordOf(field: SessionField, operator: ConditionDraft['operator']): string {
  if (operator === 'set') return text.isSet;
  if (operator === 'unset') return text.isNotSet;
  return lookOf(field).kind === 'time' ? text.timeWords[operator] : text.words[operator];
}

function hintOf(field: SessionField): string {
  if (field === 'pressure') return text.percentHint;
  if (field === 'queueBytes') return text.bytesHint;
  if (field === 'ackRtt') return text.msHint;
  const { kind } = lookOf(field);
  return kind === 'seconds' ? text.spanHint : kind === 'time' ? text.timeHint : '';
}

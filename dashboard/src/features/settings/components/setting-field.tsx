import { Checkbox, Input, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { SettingView } from '#contracts';
import { settingsText as text } from '../../../messages/index.js';
import type { Draft } from '../setting-draft.js';
import type { SettingKind } from '../setting-kind.js';
import { valueWords } from '../setting-words.js';
import { typedValue } from '../typed-value.js';

interface SettingFieldProps {
  readonly setting: SettingView;
  readonly kind: SettingKind;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** What the server says against the value. */
  readonly problem: string | null;
}

/** A field for a value of its kind. */
export function SettingField(props: SettingFieldProps) {
  const { kind, draft, onChange, problem } = props;
  if (kind.kind === 'flag' || (kind.kind === 'choice' && kind.words.length <= 4))
    return <FewWords {...props} words={kind.kind === 'flag' ? ['true', 'false'] : kind.words} />;
  if (kind.kind === 'choice')
    return (
      <Select
        label={text.newValue}
        data={kind.words}
        value={draft.typed}
        onChange={(typed) => onChange({ typed: typed ?? '', unlimited: false })}
        allowDeselect={false}
        error={problem}
        data-testid="setting-input"
      />
    );
  return <TypedField {...props} />;
}

function FewWords({
  kind,
  draft,
  onChange,
  problem,
  words,
}: SettingFieldProps & { readonly words: readonly string[] }) {
  const id = useId();
  const label = (word: string) => (kind.kind === 'flag' ? (word === 'true' ? text.on : text.off) : word);
  return (
    <Input.Wrapper label={text.newValue} labelElement="div" labelProps={{ id }} error={problem}>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        data={words.map((word) => ({ value: word, label: label(word) }))}
        value={draft.typed}
        onChange={(typed) => onChange({ typed, unlimited: false })}
        data-testid="setting-input"
      />
    </Input.Wrapper>
  );
}

function TypedField({ setting, kind, draft, onChange, problem }: SettingFieldProps) {
  const { kind: what } = kind;
  const hint = what === 'flag' || what === 'choice' ? null : text.hint[what];
  const value = typedValue(kind, draft.typed);
  const reads = typeof value === 'number' ? valueWords(setting, value) : null;
  return (
    <>
      <TextInput
        label={text.newValue}
        description={hint}
        value={draft.typed}
        onChange={(event) => onChange({ typed: event.currentTarget.value, unlimited: false })}
        disabled={draft.unlimited}
        error={problem}
        autoComplete="off"
        spellCheck={false}
        maxLength={4096}
        rightSection={
          reads === null || reads === draft.typed ? null : (
            <span className="dm-nowrap dm-sub">{text.reads(reads)}</span>
          )
        }
        rightSectionWidth={reads === null || reads === draft.typed ? undefined : '8rem'}
        rightSectionPointerEvents="none"
        data-testid="setting-input"
      />
      {'unlimited' in kind && kind.unlimited ? (
        <Checkbox
          mt="sm"
          label={text.unlimitedBox}
          checked={draft.unlimited}
          onChange={(event) => onChange({ typed: draft.typed, unlimited: event.currentTarget.checked })}
          data-testid="setting-unlimited"
        />
      ) : null}
    </>
  );
}

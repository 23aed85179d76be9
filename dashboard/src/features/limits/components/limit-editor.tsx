import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type LimitChange, type LimitView, setLimitSchema } from '#contracts';
import { errorText } from '../../../components/failure.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { limitsText as text } from '../../../messages/index.js';
import { useClearLimit, useSetLimit } from '../api/change-limit.js';
import { mayBeUnlimited, unitOf } from '../limit-units.js';
import classes from './limit-editor.module.css';

interface LimitEditorProps {
  readonly jid: string;
  readonly limit: LimitView;
}

/** Sets or clears one user's own value of one limit, and tells whom the change pushed out. */
export function LimitEditor({ jid, limit: { name, override, effective } }: LimitEditorProps) {
  const label = text.name[name];
  const [typed, setTyped] = useState('');
  const [unlimited, setUnlimited] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const set = useSetLimit(jid);
  const clear = useClearLimit(jid);

  const tell = (title: string) => (change: LimitChange) => {
    setTyped('');
    setUnlimited(false);
    const count = change.evicted.length;
    tellDone(`${title}: ${label}`, count === 0 ? text.evictedNone : text.evicted(count));
  };
  const refuse = (error: Error) => tellRefused(text.failed, errorText(error));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = unlimited ? null : /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    const valid = setLimitSchema.safeParse({ value }).success;
    setComplaint(valid ? null : text.invalid);
    if (valid) set.mutate({ jid, name, value }, { onSuccess: tell(text.saved), onError: refuse });
  };

  const unit = text.unit[unitOf(name)];
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        className={classes.input ?? ''}
        size="xs"
        inputMode="numeric"
        aria-label={text.input(label)}
        placeholder={effective === null ? '' : String(effective)}
        value={typed}
        disabled={unlimited}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={complaint}
        autoComplete="off"
        {...(unit === ''
          ? {}
          : { rightSection: <span className={classes.unit}>{unit}</span>, rightSectionWidth: 62 })}
        data-testid="limit-input"
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={set.isPending}
        aria-label={text.saveOf(label)}
        data-testid="limit-save"
      >
        {text.save}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        disabled={override === null}
        loading={clear.isPending}
        aria-label={text.clearOf(label)}
        onClick={() => clear.mutate({ jid, name }, { onSuccess: tell(text.cleared), onError: refuse })}
        data-testid="limit-clear"
      >
        {text.clear}
      </Button>
      {mayBeUnlimited(name) ? (
        <Checkbox
          size="xs"
          className={classes.check ?? ''}
          label={text.unlimited}
          aria-label={text.unlimitedOf(label)}
          checked={unlimited}
          onChange={(event) => setUnlimited(event.currentTarget.checked)}
          data-testid="limit-unlimited"
        />
      ) : null}
    </form>
  );
}

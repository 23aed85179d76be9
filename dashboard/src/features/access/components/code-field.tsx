import { Anchor, TextInput } from '@mantine/core';
import { accessText as text } from '../../../messages/index.js';

interface CodeFieldProps {
  readonly username: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** Six digits are there: nobody needs to press a button then. */
  readonly onComplete: (code: string) => void;
  readonly onStartAnew: () => void;
}

/** The second step. A recovery code fits, too, so the keyboard is not one of digits alone. */
export function CodeField({ username, value, onChange, onComplete, onStartAnew }: CodeFieldProps) {
  const change = (code: string) => {
    onChange(code);
    if (/^\d{6}$/.test(code.trim())) onComplete(code.trim());
  };
  return (
    <>
      <TextInput
        label={text.codeTitle(username)}
        description={text.codeHint}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        withAsterisk={false}
        maxLength={64}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        data-testid="code"
      />
      <Anchor component="button" type="button" size="sm" ta="start" onClick={onStartAnew}>
        {text.otherAccount}
      </Anchor>
    </>
  );
}

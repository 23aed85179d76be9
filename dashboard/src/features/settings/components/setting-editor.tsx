import { Alert, Button, Group } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SettingView } from '#contracts';
import { tellDone } from '../../../components/toast.js';
import { isStatus } from '../../../lib/api-client.js';
import { settingsText as text } from '../../../messages/index.js';
import { useSetSetting } from '../api/change-setting.js';
import { useSettings } from '../api/settings.js';
import { type Draft, draftOf, valueOfDraft } from '../setting-draft.js';
import { settingKind } from '../setting-kind.js';
import { settingProblem } from '../setting-problem.js';
import { heldWords } from '../setting-words.js';
import { SettingField } from './setting-field.js';

/** Sets a value. It is meant for the option as it was when the operator began: whoever was quicker is not overwritten unseen. */
export function SettingEditor({ setting }: { readonly setting: SettingView }) {
  const { refetch } = useSettings();
  const { mutate, isPending } = useSetSetting();
  const [edited, setEdited] = useState<{ draft: Draft; of: SettingView } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const kind = settingKind(setting);
  // Untouched, it follows what holds.
  const { draft, of } = edited ?? { draft: draftOf(setting), of: setting };
  const value = valueOfDraft(kind, draft);
  const same = setting.value !== null && value === setting.value.value;

  const edit = (next: Draft) => {
    setEdited({ draft: next, of });
    setProblem(null);
  };
  const lookAgain = async () => {
    const { data } = await refetch();
    const theirs = data?.items.find(({ name }) => name === of.name);
    // What was typed stays; saving again is meant for what is shown now.
    if (theirs !== undefined) setEdited({ draft, of: theirs });
    setLost(true);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setProblem(null);
    mutate(
      { name: of.name, version: of.version, value },
      {
        onSuccess: (now) => {
          setEdited(null);
          setLost(false);
          tellDone(text.saved(now.name, heldWords(now, now.value)), text.savedHint);
        },
        onError: (error) => {
          if (isStatus(error, 412)) void lookAgain();
          else setProblem(settingProblem(error));
        },
      },
    );
  };

  return (
    <form onSubmit={save} noValidate>
      <SettingField setting={setting} kind={kind} draft={draft} onChange={edit} problem={problem} />
      {lost ? (
        <Alert
          className="dm-tone"
          data-tone="ending"
          role="alert"
          mt="sm"
          title={text.lost}
          data-testid="setting-lost"
        >
          {text.lostNow(heldWords(setting, setting.value))}
          {setting.setBy === null ? text.lostReset : text.lostBy(setting.setBy)} {text.lostHint}
        </Alert>
      ) : null}
      <Group justify="flex-end" mt="sm">
        <Button
          type="submit"
          size="sm"
          loading={isPending}
          disabled={same && !lost}
          data-testid="setting-save"
        >
          {text.save}
        </Button>
      </Group>
    </form>
  );
}

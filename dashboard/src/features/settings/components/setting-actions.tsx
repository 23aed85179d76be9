import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconRestore } from '@tabler/icons-react';
import type { SettingView } from '#contracts';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { isStatus } from '../../../lib/api-client.js';
import { settingsText as text } from '../../../messages/index.js';
import { useResetSetting, useUndoSetting } from '../api/change-setting.js';
import { useSettingHistory } from '../api/setting-history.js';
import { settingProblem } from '../setting-problem.js';
import { heldWords } from '../setting-words.js';

/** Ways back: to what is configured, and to what was before the last change. */
export function SettingActions({ setting }: { readonly setting: SettingView }) {
  const { name, version, source, configured } = setting;
  const reset = useResetSetting();
  const undo = useUndoSetting();
  const { data: history } = useSettingHistory(name, version);
  const busy = reset.isPending || undo.isPending;
  const refused = (error: unknown) =>
    tellRefused(text.refused, isStatus(error, 412) ? text.lost : settingProblem(error));
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
        disabled={busy || history === undefined || history.items.length === 0}
        onClick={() =>
          undo.mutate(
            { name, version },
            {
              onSuccess: (now) => tellDone(text.undone(name, heldWords(now, now.value))),
              onError: refused,
            },
          )
        }
        data-testid="setting-undo"
      >
        {text.undo}
      </Button>
      {source === 'runtime' ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRestore size={16} aria-hidden="true" />}
          disabled={busy}
          title={text.resetHint(heldWords(setting, configured))}
          onClick={() =>
            reset.mutate(
              { name, version },
              { onSuccess: () => tellDone(text.wasReset(name)), onError: refused },
            )
          }
          data-testid="setting-reset"
        >
          {text.reset}
        </Button>
      ) : null}
    </Group>
  );
}

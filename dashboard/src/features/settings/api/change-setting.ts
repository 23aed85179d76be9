import { useMutation, useQueryClient } from '@tanstack/react-query';
import { routes, type SettingValue, type SettingView } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { settingsQuery } from './settings.js';

/** What is to become of an option, as it was when the operator decided. */
interface Change {
  readonly name: string;
  /** Somebody else's change in between makes this one be refused. */
  readonly version: string;
}

const given = ({ name, version }: Change) => ({
  path: { name },
  headers: { 'if-match': `"${version}"` },
});

export const setSetting = (change: Change & { readonly value: SettingValue }) =>
  call(routes.settings.set, { ...given(change), body: { value: change.value } });

export const resetSetting = (change: Change) => call(routes.settings.unset, given(change));

export const undoSetting = (change: Change) => call(routes.settings.undo, given(change));

function useChange<T extends Change>(change: (wanted: T) => Promise<SettingView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (now) =>
      client.setQueryData(settingsQuery.queryKey, (known) =>
        known === undefined
          ? known
          : { items: known.items.map((item) => (item.name === now.name ? now : item)) },
      ),
    // Also when it was refused: what is shown may be why.
    onSettled: () => client.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  });
}

export const useSetSetting = () => useChange(setSetting);
export const useResetSetting = () => useChange(resetSetting);
export const useUndoSetting = () => useChange(undoSetting);

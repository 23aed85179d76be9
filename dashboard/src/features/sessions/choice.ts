import { useCallback, useMemo, useState } from 'react';
import type { SessionView } from '#contracts';

/** Which sessions were chosen: one by one, or all that pass the filter, whoever that will be. */
export interface Choice {
  readonly ids: readonly string[];
  readonly everything: boolean;
  readonly has: (id: string) => boolean;
  readonly onChoose: (rows: readonly SessionView[], chosen: boolean) => void;
  readonly onClear: () => void;
  readonly chooseEverything: () => void;
}

interface Chosen {
  readonly list: string;
  readonly ids: ReadonlySet<string>;
  readonly everything: boolean;
}

/** @param list names the list: a choice ends with it, so that nothing is done to what one no longer sees */
export function useChoice(list: string): Choice {
  const [kept, setKept] = useState<Chosen>({ list, ids: new Set(), everything: false });
  const chosen = kept.list === list ? kept : null;

  const onChoose = useCallback(
    (rows: readonly SessionView[], wanted: boolean) =>
      setKept((before) => {
        // Leaving one out of all is choosing anew: nobody can say who else all would be.
        const ids = new Set(before.list === list && !before.everything ? before.ids : []);
        for (const { id } of rows) wanted ? ids.add(id) : ids.delete(id);
        return { list, ids, everything: false };
      }),
    [list],
  );
  const onClear = useCallback(() => setKept({ list, ids: new Set(), everything: false }), [list]);
  const chooseEverything = useCallback(() => setKept({ list, ids: new Set(), everything: true }), [list]);

  return useMemo(
    () => ({
      ids: [...(chosen?.ids ?? [])],
      everything: chosen?.everything ?? false,
      has: (id: string) => chosen !== null && (chosen.everything || chosen.ids.has(id)),
      onChoose,
      onClear,
      chooseEverything,
    }),
    [chosen, onChoose, onClear, chooseEverything],
  );
}

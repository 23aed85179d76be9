import { createContext, use, useMemo, useState } from 'react';

export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly replace: (ids: readonly string[]) => void;
}

/** Cells take it from here, so that a row's checkbox moves without its row being another one. */
export const SelectionContext = createContext<Selection>({
  chosen: new Set(),
  toggle: () => {},
  replace: () => {},
});

export const useSelected = () => use(SelectionContext);

/** Outlives the turning of pages: what was picked on the page before is still picked. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      chosen,
      toggle: (id) =>
        setChosen((now) => {
          const next = new Set(now);
          if (!next.delete(id)) next.add(id);
          return next;
        }),
      replace: (ids) => setChosen(new Set(ids)),
    }),
    [chosen],
  );
}

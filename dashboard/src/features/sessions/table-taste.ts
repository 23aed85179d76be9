import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';
import type { Density } from '../../components/column-choices.js';

const tasteSchema = z.object({
  /** Ids of columns; null: as many as there is room for. */
  columns: z.array(z.string()).nullable().catch(null),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
});

export interface TableTaste {
  readonly columns: readonly string[] | null;
  readonly density: Density;
}

const plain: TableTaste = { columns: null, density: 'comfortable' };

/** What somebody once wrote there, or what can be made of it. */
export function readTaste(stored: string | undefined): TableTaste {
  if (stored === undefined) return plain;
  try {
    return tasteSchema.safeParse(JSON.parse(stored)).data ?? plain;
  } catch {
    return plain;
  }
}

/** How this person likes the table, kept in this browser. */
export const useTableTaste = () =>
  useLocalStorage<TableTaste>({
    key: 'dormouse-sessions-table',
    defaultValue: plain,
    getInitialValueInEffect: false,
    deserialize: readTaste,
  });

import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import { fitting } from '../../../components/virtual-table-columns.js';
import { useMay } from '../../../lib/identity.js';
import { automaticColumns, cardColumns, columnRank, sessionColumns } from './columns.js';

const remPixels = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** The columns to show: those that somebody chose, or as many as `width` px hold. On a phone a row is a card of the same few. */
export function useShownColumns(chosen: readonly string[] | null, width: number) {
  const cards = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  const boxes = useMay('operator');
  const room = width / remPixels();
  const columns = useMemo(() => {
    if (cards) return cardColumns;
    if (chosen === null) return fitting(automaticColumns, columnRank, room, boxes);
    const optional: readonly string[] = columnRank;
    return sessionColumns.filter(({ id }) => chosen.includes(id) || !optional.includes(id));
  }, [cards, chosen, room, boxes]);
  return { cards, columns };
}

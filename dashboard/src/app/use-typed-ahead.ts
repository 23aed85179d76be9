import { useEffect, useMemo } from 'react';
import { TypedAhead } from './typed-ahead.js';

/**
 * What is typed from the moment something with a field was asked for until its field has the focus: its code may have to be
 * fetched, and it has to appear. Answers a function that tells it.
 */
export function useTypedAhead(asked: boolean): () => string {
  const ahead = useMemo(() => new TypedAhead(), []);
  useEffect(() => {
    if (!asked) return;
    const onKey = (event: KeyboardEvent) => {
      // From here on the field reads for itself.
      if (event.target instanceof HTMLElement && event.target.closest('[role="dialog"] input') !== null)
        return;
      if (!ahead.keep(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before anything else: a letter may be a key of the page, too.
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      ahead.take();
    };
  }, [asked, ahead]);
  return () => ahead.take();
}

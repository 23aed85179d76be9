import { useState } from 'react';

/** True from the first time on that this is wanted: what is loaded on demand stays, so that it can close in peace. */
export function useOnceWanted(wanted: boolean): boolean {
  const [was, setWas] = useState(wanted);
  if (wanted && !was) setWas(true);
  return was || wanted;
}

import { Fragment } from 'react';

/** A sentence of the documentation: what stands in backticks is code. */
export function Prose({ children }: { readonly children: string }) {
  return children.split('`').map((part, place) => {
    // Parts have no identity but their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: static text
    if (place % 2 === 0) return <Fragment key={place}>{part}</Fragment>;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: static text
      <code key={place} className="dm-code">
        {part}
      </code>
    );
  });
}

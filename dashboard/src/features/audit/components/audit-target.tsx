import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { AuditEntryView } from '#contracts';
import { targetPlace } from '../target-place.js';
import classes from './audit.module.css';

/** What was acted upon, as a link to it where it has a page. */
export function AuditTarget({ entry }: { readonly entry: AuditEntryView }) {
  const place = targetPlace(entry);
  return (
    <span className={classes.target} data-testid="audit-target">
      {place === null ? (
        <Breakable name={entry.target} />
      ) : (
        // A union of typed places: each of them is one that the router knows.
        <Link {...(place as { to: '/settings' })} className="dm-link" preload={false}>
          <Breakable name={entry.target} />
        </Link>
      )}
    </span>
  );
}

/** Where there is no room it goes on in a new line behind `_` and `@`, not amid a word. */
function Breakable({ name }: { readonly name: string }) {
  return name.split(/(?<=[_@])/).map((part, place) => (
    // Parts have no identity but their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: static text
    <Fragment key={place}>
      {place === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}

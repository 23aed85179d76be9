import { Link } from '@tanstack/react-router';
import type { AuditEntryView } from '#contracts';
import { targetPlace } from '../target-place.js';
import classes from './audit.module.css';

/** What was acted upon, as a link to it where it has a page. */
export function AuditTarget({ entry }: { readonly entry: AuditEntryView }) {
  const place = targetPlace(entry);
  return (
    <span className={classes.target} data-testid="audit-target">
      {place === null ? (
        entry.target
      ) : (
        // A union of typed places: each of them is one that the router knows.
        <Link {...(place as { to: '/settings' })} className="dm-link" preload={false}>
          {entry.target}
        </Link>
      )}
    </span>
  );
}

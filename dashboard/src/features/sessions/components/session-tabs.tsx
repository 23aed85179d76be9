import { Link } from '@tanstack/react-router';
import { sessionsListText as text } from '../../../messages/index.js';
import { searchOf, sessionViewNames, viewOf } from '../session-views.js';
import classes from './session-tabs.module.css';

/** The views operators ask for most, one press away; each is an address like any other. */
export function SessionTabs({ filter }: { readonly filter: readonly string[] }) {
  const current = viewOf(filter);
  return (
    <nav aria-label={text.views}>
      <ul className={classes.tabs}>
        {sessionViewNames.map((name) => (
          <li key={name}>
            <Link
              to="/sessions"
              search={searchOf(name, filter)}
              className={classes.tab}
              title={text.viewHint[name]}
              activeProps={{}}
              // The router would mark all that share the path.
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={name === current ? 'page' : undefined}
              data-testid={`view-${name}`}
            >
              {text.view[name]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

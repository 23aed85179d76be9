import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LinkButton } from '../../../components/link-button.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { useMay } from '../../../lib/identity.js';
import { operatorsText as text } from '../../../messages/index.js';
import classes from './access-page.module.css';

interface AccessPageProps {
  readonly tab: 'operators' | 'keys' | 'signIns';
  readonly lead: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const tabs = [
  { to: '/access', tab: 'operators' },
  { to: '/access/keys', tab: 'keys' },
  { to: '/access/sign-ins', tab: 'signIns' },
] as const;

/** The frame of the three pages that tell who may come in. */
export function AccessPage({ tab, lead, actions, children }: AccessPageProps) {
  return (
    <Page title={text.title} lead={lead} actions={actions}>
      <nav className={classes.tabs} aria-label={text.tabs.label}>
        {tabs.map((one) => (
          <Link
            key={one.to}
            to={one.to}
            className={classes.tab}
            activeOptions={{ exact: true }}
            {...(one.tab === tab ? { 'data-current': true } : {})}
          >
            {text.tabs[one.tab]}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}

/** Instead of the pages, for who may not see them: an address can be typed or shared. */
export function AdminsOnly({ children }: { readonly children: ReactNode }) {
  if (useMay('admin')) return children;
  return (
    <Page title={text.title}>
      <Notice
        title={text.forbidden}
        hint={text.forbiddenHint}
        action={
          <LinkButton to="/account" variant="default" size="xs">
            {text.ownAccount}
          </LinkButton>
        }
      />
    </Page>
  );
}

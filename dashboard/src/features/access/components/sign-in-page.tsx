import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Mark } from '../../../components/mark.js';
import { accessText, shellText } from '../../../messages/index.js';
import { SignInElsewhere } from './sign-in-elsewhere.js';
import { SignInForm } from './sign-in-form.js';
import classes from './sign-in-page.module.css';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { to, out, failed } = route.useSearch();
  useEffect(() => {
    document.title = `${accessText.title} · ${shellText.name}`;
  }, []);
  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Mark size={56} />
          <h1 className={classes.name}>{shellText.name}</h1>
          <p className={classes.lead}>{accessText.lead}</p>
        </div>
        <SignInForm
          to={to ?? '/'}
          notice={
            failed === undefined ? (out ? accessText.signedOut : null) : accessText.elsewhereFailed[failed]
          }
          refused={failed !== undefined}
        />
        <SignInElsewhere />
      </div>
    </main>
  );
}

import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { useIdentity } from '../../../lib/identity.js';
import { accessText } from '../../../messages/index.js';
import classes from './own-account-page.module.css';
import { OwnSignIns } from './own-sign-ins.js';
import { PasswordForm } from './password-form.js';
import { SecondFactorPanel } from './second-factor-panel.js';

const text = accessText.account;

/** What everyone does with the account that they are signed in with. */
export function OwnAccountPage() {
  const { username, role, via } = useIdentity();
  return (
    <Page title={text.title} lead={text.lead(username, role)}>
      <div className={classes.panels}>
        {via === 'password' ? (
          <>
            <Panel title={text.password.title}>
              <PasswordForm />
            </Panel>
            <SecondFactorPanel />
          </>
        ) : (
          <Panel title={text.password.title} className={classes.wide ?? ''}>
            <Notice compact title={text.elsewhere} />
          </Panel>
        )}
        <div className={classes.wide}>
          <OwnSignIns />
        </div>
      </div>
    </Page>
  );
}

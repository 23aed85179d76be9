import { getRouteApi } from '@tanstack/react-router';
import { Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { onDemand } from '../../../components/on-demand.js';
import { Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { useMay } from '../../../lib/identity.js';
import { settingsText as text } from '../../../messages/index.js';
import { useSettings } from '../api/settings.js';
import { matchingSettings } from '../matching-settings.js';
import { SettingFilters } from './setting-filters.js';
import { SettingRow } from './setting-row.js';
import rowClasses from './setting-row.module.css';
import classes from './settings-page.module.css';

const SettingDrawer = onDemand(() => import('./setting-drawer.js').then((loaded) => loaded.SettingDrawer));

const route = getRouteApi('/in/settings');

/** Every option of the server by area; one of them open beside the list. */
export function SettingsPage() {
  const search = route.useSearch();
  const operator = useMay('operator');
  const { data, error, refetch } = useSettings();
  const traced = operator ? (
    <LinkButton to="/settings/recorded-users" variant="default" size="sm" data-testid="to-recorded-users">
      {text.traced.link}
    </LinkButton>
  ) : null;
  return (
    <Page title={text.title} lead={text.lead} actions={traced}>
      <SettingFilters />
      {data === undefined ? (
        error === null ? (
          <Loading lines={12} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Found items={data.items} />
      )}
      {data === undefined ? null : (
        <SettingDrawer wanted={search.name !== undefined} name={search.name} items={data.items} />
      )}
    </Page>
  );
}

function Found({ items }: { readonly items: Parameters<typeof matchingSettings>[0] }) {
  const search = route.useSearch();
  const areas = matchingSettings(items, search);
  const shown = areas.reduce((sum, area) => sum + area.items.length, 0);
  return (
    <>
      <p className={classes.count} role="status" data-testid="setting-count">
        {text.count(shown, items.length)}
      </p>
      {shown === 0 ? (
        <Notice
          title={text.noMatch}
          hint={text.noMatchHint}
          action={
            <LinkButton to="/settings" variant="default" size="xs">
              {text.showAll}
            </LinkButton>
          }
        />
      ) : (
        <div className={classes.areas}>
          {areas.map(({ area, items: options }) => (
            <Panel key={area} title={area}>
              <ul className={rowClasses.list}>
                {options.map((setting) => (
                  <SettingRow key={setting.name} setting={setting} />
                ))}
              </ul>
            </Panel>
          ))}
        </div>
      )}
    </>
  );
}

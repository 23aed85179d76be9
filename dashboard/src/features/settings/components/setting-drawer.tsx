import { Drawer } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { SettingView } from '#contracts';
import { Notice } from '../../../components/notice.js';
import { useMay } from '../../../lib/identity.js';
import { useFocusBack } from '../../../lib/use-focus-back.js';
import { commonText, settingsText as text } from '../../../messages/index.js';
import { settingsSearch } from '../search.js';
import { Prose } from './prose.js';
import { SettingActions } from './setting-actions.js';
import classes from './setting-drawer.module.css';
import { SettingEditor } from './setting-editor.js';
import { SettingFacts } from './setting-facts.js';
import { SettingHistoryList } from './setting-history-list.js';

const route = getRouteApi('/in/settings');

interface SettingDrawerProps {
  /** Undefined: none is open. */
  readonly name: string | undefined;
  readonly items: readonly SettingView[];
}

/** One option: what it does, what holds and why, changing it, and who did. */
export function SettingDrawer({ name, items }: SettingDrawerProps) {
  return name === undefined ? null : (
    <OpenDrawer name={name} setting={items.find((one) => one.name === name)} />
  );
}

interface OpenDrawerProps {
  readonly name: string;
  /** Undefined where this version has no such option: addresses are shared and grow old. */
  readonly setting: SettingView | undefined;
}

function OpenDrawer({ name, setting }: OpenDrawerProps) {
  useFocusBack(true);
  const navigate = route.useNavigate();
  const close = () =>
    void navigate({ search: (now) => settingsSearch({ ...now, name: undefined }), resetScroll: false });
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="32rem"
      title={<span className="dm-code">{name}</span>}
      closeButtonProps={{ 'aria-label': commonText.close }}
    >
      {setting === undefined ? (
        <Notice compact title={text.unknown} hint={text.unknownHint(name)} />
      ) : (
        <div className={classes.body} data-testid="setting-drawer">
          <p className={classes.doc}>
            <Prose>{setting.doc}</Prose>
          </p>
          <SettingFacts setting={setting} />
          <Changing key={name} setting={setting} />
          {setting.live ? <SettingHistoryList setting={setting} /> : null}
        </div>
      )}
    </Drawer>
  );
}

function Changing({ setting }: { readonly setting: SettingView }) {
  const admin = useMay('admin');
  if (!setting.live) return <p className={classes.note}>{text.needsRestart}</p>;
  if (!admin) return <p className={classes.note}>{text.mayNot}</p>;
  return (
    <section className={classes.change} aria-label={text.change}>
      <SettingEditor setting={setting} />
      <SettingActions setting={setting} />
    </section>
  );
}

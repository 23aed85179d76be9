import type { SettingView } from '#contracts';
import { ToneBadge } from '../../../components/tone-badge.js';
import { settingsText as text } from '../../../messages/index.js';
import classes from './setting-row.module.css';

/** Where a value is from, in a word; what was set while the server ran stands out, since no file tells of it. */
export function SettingSource({ setting }: { readonly setting: SettingView }) {
  return (
    <span data-testid="setting-source" data-source={setting.source}>
      {setting.source === 'default' ? (
        <span className={classes.plain}>{text.sources.default}</span>
      ) : (
        <ToneBadge tone={setting.source === 'runtime' ? 'good' : 'calm'}>
          {text.sources[setting.source]}
        </ToneBadge>
      )}
    </span>
  );
}

import type { SettingView } from '#contracts';
import { RelativeTime } from '../../../components/relative-time.js';
import { settingsText as text } from '../../../messages/index.js';
import { heldWords } from '../setting-words.js';
import { Prose } from './prose.js';
import classes from './setting-drawer.module.css';
import { SettingSource } from './setting-source.js';

/** What holds, what would hold otherwise, and since when by whom. */
export function SettingFacts({ setting }: { readonly setting: SettingView }) {
  const { name, value, default: standard, configured, source, where, setBy, setAt, allowed } = setting;
  return (
    <dl className={classes.facts}>
      <dt>{text.column.value}</dt>
      <dd data-testid="drawer-value">
        <span className={classes.strong}>
          <Prose>{heldWords(setting, value)}</Prose>
        </span>
        <Exact setting={setting} held={value} />
      </dd>
      <dt>{text.column.source}</dt>
      <dd>
        <SettingSource setting={setting} />{' '}
        {source === 'runtime' ? (
          <span className={classes.aside}>{text.setHere}</span>
        ) : where === null ? null : (
          <span className="dm-code">{where}</span>
        )}
      </dd>
      {setBy === null || setAt === null ? null : (
        <>
          <dt>{text.setBy}</dt>
          <dd>
            {setBy}, <RelativeTime at={setAt} />
          </dd>
        </>
      )}
      {source === 'runtime' ? (
        <>
          <dt>{text.column.configured}</dt>
          <dd>
            <Prose>{heldWords(setting, configured)}</Prose>{' '}
            {where === null ? null : <span className={classes.aside}>({where})</span>}
          </dd>
        </>
      ) : null}
      {setting.secret ? null : (
        <>
          <dt>{text.column.standard}</dt>
          <dd>
            <Prose>{heldWords({ ...setting, set: standard !== null }, standard)}</Prose>
          </dd>
        </>
      )}
      <dt>{text.column.allowed}</dt>
      <dd>
        <Prose>{allowed}</Prose>
      </dd>
      <dt>{text.column.variable}</dt>
      <dd className="dm-code">{environmentName(name)}</dd>
    </dl>
  );
}

function Exact({ setting, held }: { readonly setting: SettingView; readonly held: SettingView['value'] }) {
  if (setting.secret || typeof held?.value !== 'number') return null;
  const exact = String(held.value);
  return exact === heldWords(setting, held) ? null : <span className={classes.aside}> ({exact})</span>;
}

/** As the configuration's documentation has it: `smacks_*` in capitals, all others with the server's name in front. */
function environmentName(name: string): string {
  const capitals = name.toUpperCase();
  return capitals.startsWith('SMACKS_') ? capitals : `DORMOUSE_${capitals}`;
}

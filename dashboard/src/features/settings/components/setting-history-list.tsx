import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SettingView } from '#contracts';
import { Failure } from '../../../components/failure.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { settingsText as text } from '../../../messages/index.js';
import { useSettingHistory } from '../api/setting-history.js';
import { valueWords } from '../setting-words.js';
import classes from './setting-drawer.module.css';

/** Who changed the option while the server ran, the newest first. */
export function SettingHistoryList({ setting }: { readonly setting: SettingView }) {
  const { name, version } = setting;
  const { data, error, refetch } = useSettingHistory(name, version);
  const words = (held: SettingView['value']) =>
    held === null ? text.configuredValue(configuredWords(setting)) : valueWords(setting, held.value);
  return (
    <section aria-label={text.history}>
      <div className={classes.heading}>
        <h3>{text.history}</h3>
        <Link to="/audit" search={{ target: name }} className="dm-link">
          {text.inAudit}
        </Link>
      </div>
      {data === undefined ? (
        error === null ? (
          <Skeleton height={14} radius="sm" />
        ) : (
          <Failure compact error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <p className={classes.aside}>{text.noHistory}</p>
      ) : (
        <ol className={classes.history}>
          {data.items.map(({ before, after, setBy, at }) => (
            <li key={at} data-testid="setting-change">
              <span>
                <del className={classes.before}>{words(before)}</del> → <span>{words(after)}</span>
              </span>
              <span className={classes.aside}>
                {text.by(setBy)}, <RelativeTime at={at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function configuredWords(setting: SettingView): string {
  const { configured } = setting;
  return configured === null ? text.unset : valueWords(setting, configured.value);
}

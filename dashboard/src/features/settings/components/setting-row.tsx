import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { SettingView } from '#contracts';
import { settingsText as text } from '../../../messages/index.js';
import { settingsSearch } from '../search.js';
import { exactWords, heldWords, isChanged } from '../setting-words.js';
import { Prose } from './prose.js';
import classes from './setting-row.module.css';
import { SettingSource } from './setting-source.js';

/** One option in the list; all of the row leads to its details. */
export const SettingRow = memo(function SettingRow({ setting }: { readonly setting: SettingView }) {
  const { name, doc, live, perUser, secret, value, default: standard, where } = setting;
  const notes = [
    ...(live ? [] : [text.restart]),
    ...(perUser ? [text.perUser] : []),
    ...(secret ? [text.secret] : []),
  ];
  return (
    <li className={classes.row} data-testid="setting-row" data-name={name}>
      <div className={classes.what}>
        <Link
          to="/settings"
          search={(now) => settingsSearch({ ...now, name })}
          className={classes.name}
          resetScroll={false}
          preload={false}
          data-testid="setting-open"
        >
          {name}
        </Link>
        {notes.length === 0 ? null : <span className={classes.notes}>{notes.join(' · ')}</span>}
        <p className={classes.doc}>
          <Prose>{doc}</Prose>
        </p>
      </div>
      <div className={classes.value}>
        <span className={classes.held} title={exactWords(setting, value)} data-testid="setting-value">
          <Prose>{heldWords(setting, value)}</Prose>
        </span>
        {isChanged(setting) && !secret ? (
          <span className={classes.standard}>
            <Prose>{text.standard(heldWords(setting, standard))}</Prose>
          </span>
        ) : null}
      </div>
      <div className={classes.source}>
        <SettingSource setting={setting} />
        {where === null || setting.source === 'default' ? null : (
          <span className={classes.where}>{where}</span>
        )}
      </div>
      <IconChevronRight size={16} className={classes.more} aria-hidden="true" />
    </li>
  );
});

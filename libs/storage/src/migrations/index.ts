import { FirstTables1795305600000 } from './1795305600000-first-tables.js';
import { OfflineStanzas1795370400000 } from './1795370400000-offline-stanzas.js';
import { Rosters1795400000000 } from './1795400000000-rosters.js';
import { PrivateVcardBlocks1795403600000 } from './1795403600000-private-vcard-blocks.js';
import { OfflineIntents1795407200000 } from './1795407200000-offline-intents.js';
import { Events1795411000000 } from './1795411000000-events.js';
import { History1795411100000 } from './1795411100000-history.js';
import { LimitHistory1795412000000 } from './1795412000000-limit-history.js';
import { Settings1795412100000 } from './1795412100000-settings.js';
import { WhoMay1795414000000 } from './1795414000000-who-may.js';
import { TracedUsers1795415000000 } from './1795415000000-traced-users.js';
import { OldSessionReasons1795421000000 } from './1795421000000-old-session-reasons.js';

/** In the order they run. A released migration is never edited; the next one mends it. */
export const migrations = [
  FirstTables1795305600000,
  OfflineStanzas1795370400000,
  Rosters1795400000000,
  PrivateVcardBlocks1795403600000,
  OfflineIntents1795407200000,
  Events1795411000000,
  History1795411100000,
  LimitHistory1795412000000,
  Settings1795412100000,
  WhoMay1795414000000,
  TracedUsers1795415000000,
  OldSessionReasons1795421000000,
];

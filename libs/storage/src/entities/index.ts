import { AccountEntity } from './account.entity.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { AuditLogEntity } from './audit-log.entity.js';
import { BlockEntity } from './block.entity.js';
import { EventEntity } from './event.entity.js';
import { HistoryEntity } from './history.entity.js';
import { LastLogoutEntity } from './last-logout.entity.js';
import { LimitChangeEntity } from './limit-change.entity.js';
import { LimitOverrideEntity } from './limit-override.entity.js';
import { OfflineStanzaEntity } from './offline-stanza.entity.js';
import { OldSessionEntity } from './old-session.entity.js';
import { OperatorEntity } from './operator.entity.js';
import { PrivateFragmentEntity } from './private-fragment.entity.js';
import { RosterItemEntity } from './roster-item.entity.js';
import { SettingEntity } from './setting.entity.js';
import { SettingChangeEntity } from './setting-change.entity.js';
import { TracedUserEntity } from './traced-user.entity.js';
import { VcardEntity } from './vcard.entity.js';

export {
  AccountEntity,
  ApiKeyEntity,
  AuditLogEntity,
  BlockEntity,
  EventEntity,
  HistoryEntity,
  LastLogoutEntity,
  LimitChangeEntity,
  LimitOverrideEntity,
  OfflineStanzaEntity,
  OldSessionEntity,
  OperatorEntity,
  PrivateFragmentEntity,
  RosterItemEntity,
  SettingChangeEntity,
  SettingEntity,
  TracedUserEntity,
  VcardEntity,
};

/** Every table of the database. */
export const entities = [
  AccountEntity,
  ApiKeyEntity,
  AuditLogEntity,
  BlockEntity,
  EventEntity,
  HistoryEntity,
  LastLogoutEntity,
  LimitChangeEntity,
  LimitOverrideEntity,
  OfflineStanzaEntity,
  OldSessionEntity,
  OperatorEntity,
  PrivateFragmentEntity,
  RosterItemEntity,
  SettingChangeEntity,
  SettingEntity,
  TracedUserEntity,
  VcardEntity,
];

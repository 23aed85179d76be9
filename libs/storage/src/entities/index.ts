import { AccountEntity } from './account.entity.js';
import { AuditLogEntity } from './audit-log.entity.js';
import { LimitOverrideEntity } from './limit-override.entity.js';
import { OfflineStanzaEntity } from './offline-stanza.entity.js';
import { OldSessionEntity } from './old-session.entity.js';
import { OperatorEntity } from './operator.entity.js';

export {
  AccountEntity,
  AuditLogEntity,
  LimitOverrideEntity,
  OfflineStanzaEntity,
  OldSessionEntity,
  OperatorEntity,
};

/** Every table of the database. */
export const entities = [
  AccountEntity,
  AuditLogEntity,
  LimitOverrideEntity,
  OfflineStanzaEntity,
  OldSessionEntity,
  OperatorEntity,
];

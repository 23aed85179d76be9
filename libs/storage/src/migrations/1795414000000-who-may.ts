import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Times are milliseconds since the epoch; lists are JSON. */
const up = [
  `ALTER TABLE "operator" ADD COLUMN "rights" text NOT NULL DEFAULT '[]'`,
  'ALTER TABLE "operator" ADD COLUMN "disabled" boolean NOT NULL DEFAULT (0)',
  'ALTER TABLE "operator" ADD COLUMN "created_at" integer NOT NULL DEFAULT (0)',
  'ALTER TABLE "operator" ADD COLUMN "last_sign_in_at" integer',
  'ALTER TABLE "operator" ADD COLUMN "totp_secret" text',
  'ALTER TABLE "operator" ADD COLUMN "totp_confirmed" boolean NOT NULL DEFAULT (0)',
  'ALTER TABLE "operator" ADD COLUMN "totp_last_step" integer NOT NULL DEFAULT (-1)',
  `ALTER TABLE "operator" ADD COLUMN "recovery_hashes" text NOT NULL DEFAULT '[]'`,
  `CREATE TABLE "api_key" (
    "id" text PRIMARY KEY NOT NULL,
    "name" text NOT NULL,
    "hash" text NOT NULL,
    "role" text NOT NULL,
    "created_by" text NOT NULL,
    "created_at" integer NOT NULL,
    "expires_at" integer NOT NULL,
    "last_used_at" integer,
    "last_address" text
  )`,
  'CREATE UNIQUE INDEX "api_key_name" ON "api_key" ("name")',
  'CREATE UNIQUE INDEX "api_key_hash" ON "api_key" ("hash")',
  'ALTER TABLE "audit_log" ADD COLUMN "via" text',
  'ALTER TABLE "audit_log" ADD COLUMN "address" text',
  'ALTER TABLE "audit_log" ADD COLUMN "before" text',
  'ALTER TABLE "audit_log" ADD COLUMN "after" text',
  // seq is part of every index: a filtered page is read newest first from it, without sorting.
  'CREATE INDEX "audit_log_actor" ON "audit_log" ("actor")',
  'CREATE INDEX "audit_log_action" ON "audit_log" ("action")',
];

const down = [
  'DROP INDEX "audit_log_action"',
  'DROP INDEX "audit_log_actor"',
  ...['after', 'before', 'address', 'via'].map((column) => `ALTER TABLE "audit_log" DROP COLUMN "${column}"`),
  'DROP TABLE "api_key"',
  ...[
    'recovery_hashes',
    'totp_last_step',
    'totp_confirmed',
    'totp_secret',
    'last_sign_in_at',
    'created_at',
    'disabled',
    'rights',
  ].map((column) => `ALTER TABLE "operator" DROP COLUMN "${column}"`),
];

/** Rights, second factors and API keys; an audit log that knows from where, and what was before and after. */
export class WhoMay1795414000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Times are milliseconds since the epoch, keys base64. */
const up = [
  `CREATE TABLE "account" (
    "bare_jid" text PRIMARY KEY NOT NULL,
    "salt" text NOT NULL,
    "iterations" integer NOT NULL,
    "sha1_stored_key" text NOT NULL,
    "sha1_server_key" text NOT NULL,
    "sha256_stored_key" text NOT NULL,
    "sha256_server_key" text NOT NULL,
    "disabled" boolean NOT NULL DEFAULT (0),
    "created_at" integer NOT NULL,
    "last_login_at" integer
  )`,
  // AUTOINCREMENT, because cursors rely on a sequence number never coming back.
  `CREATE TABLE "old_session" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "sm_id_hash" text NOT NULL,
    "session_id" text NOT NULL,
    "bare_jid" text NOT NULL,
    "resource" text NOT NULL,
    "h" integer NOT NULL,
    "ended_at" integer NOT NULL,
    "reason" text NOT NULL
  )`,
  `CREATE UNIQUE INDEX "old_session_sm_id_hash" ON "old_session" ("sm_id_hash")`,
  `CREATE INDEX "old_session_session_id" ON "old_session" ("session_id")`,
  // The trim per user and the list of one user; seq is part of every index, so both are answered from it alone.
  `CREATE INDEX "old_session_bare_jid_ended_at" ON "old_session" ("bare_jid", "ended_at")`,
  `CREATE INDEX "old_session_ended_at" ON "old_session" ("ended_at")`,
  `CREATE TABLE "limit_override" (
    "bare_jid" text NOT NULL,
    "name" text NOT NULL,
    "value" integer,
    "set_by" text NOT NULL,
    "set_at" integer NOT NULL,
    PRIMARY KEY ("bare_jid", "name")
  )`,
  `CREATE TABLE "operator" (
    "username" text PRIMARY KEY NOT NULL,
    "password_hash" text NOT NULL,
    "role" text NOT NULL
  )`,
  `CREATE TABLE "audit_log" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "at" integer NOT NULL,
    "actor" text NOT NULL,
    "action" text NOT NULL,
    "target" text NOT NULL,
    "detail" text NOT NULL,
    "result" text NOT NULL
  )`,
  // No foreign keys here: a session may end after its account was removed. What belongs to a removed account goes with it,
  // so that a namesake made later inherits neither limits nor counts.
  `CREATE TRIGGER "account_removed" AFTER DELETE ON "account" BEGIN
    DELETE FROM "limit_override" WHERE "bare_jid" = OLD."bare_jid";
    DELETE FROM "old_session" WHERE "bare_jid" = OLD."bare_jid";
  END`,
];

const down = ['account', 'old_session', 'limit_override', 'operator', 'audit_log'].map(
  (table) => `DROP TABLE "${table}"`,
);

export class FirstTables1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

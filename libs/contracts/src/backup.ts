import { z } from 'zod';

/** Where a backup goes: an absolute path on the server's machine that does not exist yet, or an empty directory. */
export const backupRequestSchema = z.object({ directory: z.string().min(1).max(4096) });
export type BackupRequest = z.infer<typeof backupRequestSchema>;

/** What the manifest of a backup says of its format; a later version of it is refused. */
export const BACKUP_FORMAT = 1;

/** `manifest.json` of a backup: what is in it and how to know that it is whole. Written last. */
export const backupManifestSchema = z.object({
  format: z.number().int(),
  /** Of the server that wrote it. */
  version: z.string(),
  /** The moment that it shows, ms since the epoch. */
  at: z.number().int(),
  files: z.array(
    z.object({
      /** Relative to the backup, with `/`. */
      path: z.string(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

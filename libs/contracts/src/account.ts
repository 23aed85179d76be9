import { z } from 'zod';

export const accountViewSchema = z.object({
  jid: z.string(),
  disabled: z.boolean(),
  createdAt: z.number(),
  lastLoginAt: z.number().nullable(),
  sessions: z
    .object({ connected: z.number().int(), hibernating: z.number().int() })
    .optional()
    .describe('now; only a running server has any'),
});
export type AccountView = z.infer<typeof accountViewSchema>;

export const newAccountSchema = z.object({
  jid: z.string().min(3).max(2047),
  password: z.string().min(1).max(1024),
});
export type NewAccount = z.infer<typeof newAccountSchema>;

/** Accounts already derived to SCRAM keys by the CLI, in chunks, so that a bulk import never stalls the server. */
const keySchema = z.object({ storedKey: z.string(), serverKey: z.string() });
export const importAccountsSchema = z.object({
  accounts: z
    .array(
      z.object({
        jid: z.string(),
        keys: z.object({
          salt: z.string(),
          iterations: z.number().int().min(4096).max(1_000_000),
          sha1: keySchema,
          sha256: keySchema,
        }),
      }),
    )
    .min(1)
    .max(1000),
});
export type ImportAccounts = z.infer<typeof importAccountsSchema>;

export const importResultSchema = z.object({
  added: z.number().int(),
  existing: z.array(z.string()),
});
export type ImportResult = z.infer<typeof importResultSchema>;

export const newPasswordSchema = z.object({ password: z.string().min(1).max(1024) });

import { z } from 'zod';

/** viewer sees, operator acts on sessions and limits, admin also manages accounts. */
export const roleSchema = z.enum(['viewer', 'operator', 'admin']);
export type Role = z.infer<typeof roleSchema>;

/** What no role brings along: `peek` is to read what is inside queued stanzas. Granted to one account by an administrator. */
export const rightSchema = z.enum(['peek']);
export type Right = z.infer<typeof rightSchema>;

/** How a caller proved who they are: the control socket is `cli`. */
export const viaSchema = z.enum(['password', 'oidc', 'key', 'cli']);
export type Via = z.infer<typeof viaSchema>;

export const signInSchema = z.object({
  username: z.string().min(1).max(128),
  password: z.string().min(1).max(1024),
  code: z
    .string()
    .max(64)
    .optional()
    .describe('six digits of the authenticator, or a recovery code; only for accounts with a second factor'),
});
export type SignIn = z.infer<typeof signInSchema>;

/** Who is signed in; `csrfToken` goes into the `x-csrf-token` header of every changing request. */
export const identitySchema = z.object({
  username: z.string(),
  role: roleSchema,
  rights: z.array(rightSchema),
  via: viaSchema,
  csrfToken: z.string(),
});
export type Identity = z.infer<typeof identitySchema>;

/** Which ways lead in besides a password; `name` is what the button says. */
export const signInWaysSchema = z.object({ oidc: z.object({ name: z.string() }).nullable() });
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** What an identity provider sends the browser back with (RFC 6749 §4.1.2): `code`, or `error`. */
export const oidcAnswerQuerySchema = z.looseObject({ state: z.string().min(1).max(1024) });
export type OidcAnswer = z.infer<typeof oidcAnswerQuerySchema>;

/** Somebody signed in to the dashboard, as listed. Times in milliseconds since the epoch. */
export const signInViewSchema = z.object({
  id: z.string().describe('names it; opens nothing'),
  username: z.string(),
  role: roleSchema,
  via: viaSchema,
  startedAt: z.number(),
  lastSeenAt: z.number(),
  address: z.string(),
  agent: z.string().describe('what the browser says it is, cut at 256 characters'),
  current: z.boolean().describe('whether it is the one that asks'),
});
export type SignInView = z.infer<typeof signInViewSchema>;

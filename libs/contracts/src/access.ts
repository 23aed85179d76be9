import { z } from 'zod';

/** viewer sees, operator acts on sessions and limits, admin also manages accounts. */
export const roleSchema = z.enum(['viewer', 'operator', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const signInSchema = z.object({
  username: z.string().min(1).max(128),
  password: z.string().min(1).max(1024),
});
export type SignIn = z.infer<typeof signInSchema>;

/** Who is signed in; `csrfToken` goes into the `x-csrf-token` header of every changing request. */
export const identitySchema = z.object({
  username: z.string(),
  role: roleSchema,
  csrfToken: z.string(),
});
export type Identity = z.infer<typeof identitySchema>;

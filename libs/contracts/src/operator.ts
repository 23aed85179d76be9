import { z } from 'zod';
import { rightSchema, roleSchema } from './access.js';

/** Dashboard accounts are people; a colon is left out so that none can look like an API key or someone of an identity provider. */
export const operatorNameSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]*$/)
  .refine((name) => name !== 'cli', 'is what the audit log calls the command line')
  .describe('letters, digits and . _ @ -');

/** NIST SP 800-63B §3.1.1.2: length is what counts, and at least eight characters of it. */
const passwordSchema = z.string().min(8).max(1024);

/** A dashboard account. Times in milliseconds since the epoch. */
export const operatorViewSchema = z.object({
  username: z.string(),
  role: roleSchema,
  rights: z.array(rightSchema),
  disabled: z.boolean(),
  secondFactor: z.boolean().describe('whether signing in takes a one-time code'),
  createdAt: z.number(),
  lastSignInAt: z.number().nullable(),
});
export type OperatorView = z.infer<typeof operatorViewSchema>;

export const newOperatorSchema = z.strictObject({
  username: operatorNameSchema,
  password: passwordSchema,
  role: roleSchema,
  rights: z.array(rightSchema).max(rightSchema.options.length).default([]),
});
export type NewOperator = z.infer<typeof newOperatorSchema>;

/** What is left out stays as it is. */
export const operatorChangeSchema = z.strictObject({
  role: roleSchema.optional(),
  rights: z.array(rightSchema).max(rightSchema.options.length).optional(),
  disabled: z.boolean().optional(),
});
export type OperatorChange = z.infer<typeof operatorChangeSchema>;

export const operatorPasswordSchema = z.strictObject({ password: passwordSchema });
export type OperatorPassword = z.infer<typeof operatorPasswordSchema>;

/** Of the one who asks; the present one proves that it is not somebody at an open screen. */
export const ownPasswordSchema = z.strictObject({
  current: z.string().min(1).max(1024),
  password: passwordSchema,
});
export type OwnPassword = z.infer<typeof ownPasswordSchema>;

export const presentPasswordSchema = z.strictObject({ password: z.string().min(1).max(1024) });
export type PresentPassword = z.infer<typeof presentPasswordSchema>;

/** Whether signing in to the own account takes a one-time code, and how many recovery codes are left for a lost authenticator. */
export const ownSecondFactorSchema = z.object({
  on: z.boolean(),
  recoveryCodes: z.number().int().describe('unused ones'),
});
export type OwnSecondFactor = z.infer<typeof ownSecondFactorSchema>;

/** A second factor on trial (RFC 6238): for an authenticator, to be confirmed by its first code. */
export const secondFactorSchema = z.object({
  secret: z.string().describe('base32, to be typed'),
  uri: z.string().describe('otpauth: address, to be scanned'),
});
export type SecondFactorOffer = z.infer<typeof secondFactorSchema>;

export const secondFactorCodeSchema = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
export type SecondFactorCode = z.infer<typeof secondFactorCodeSchema>;

/** Each opens the door once when the authenticator is lost; shown this once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

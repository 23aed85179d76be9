import {
  accountViewSchema,
  apiKeyViewSchema,
  oldSessionViewSchema,
  operatorViewSchema,
  pageOf,
  sessionViewSchema,
  signInViewSchema,
  userViewSchema,
} from '#contracts';

/** The pages that lists answer with. */
export const accountPageSchema = pageOf(accountViewSchema);
export const apiKeyPageSchema = pageOf(apiKeyViewSchema);
export const oldSessionPageSchema = pageOf(oldSessionViewSchema);
export const operatorPageSchema = pageOf(operatorViewSchema);
export const sessionPageSchema = pageOf(sessionViewSchema);
export const userPageSchema = pageOf(userViewSchema);
export const signInPageSchema = pageOf(signInViewSchema);

import { accountViewSchema, oldSessionViewSchema, pageOf, sessionViewSchema } from '#contracts';

/** The pages that lists answer with. */
export const accountPageSchema = pageOf(accountViewSchema);
export const oldSessionPageSchema = pageOf(oldSessionViewSchema);
export const sessionPageSchema = pageOf(sessionViewSchema);

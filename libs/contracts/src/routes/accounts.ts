import { z } from 'zod';
import {
  accountViewSchema,
  importAccountsSchema,
  importResultSchema,
  newAccountSchema,
  newPasswordSchema,
} from '../account.js';
import { get, post, put, remove } from '../client/route.js';
import { pageOf, pageQuerySchema } from '../page.js';

/** Query of `GET /accounts`. */
export const accountQuerySchema = pageQuerySchema.extend({
  search: z.string().max(3071).optional().describe('substring of the bare JID'),
});
export type AccountQuery = z.infer<typeof accountQuerySchema>;

/** XMPP accounts. */
export const accountRoutes = {
  list: get('/accounts', { query: accountQuerySchema, answer: pageOf(accountViewSchema) }),
  add: post('/accounts', { body: newAccountSchema, answer: accountViewSchema }),
  import: post('/accounts/import', { body: importAccountsSchema, answer: importResultSchema }),
  remove: remove('/accounts/{jid}', { answer: z.undefined() }),
  setPassword: put('/accounts/{jid}/password', { body: newPasswordSchema, answer: z.undefined() }),
  disable: post('/accounts/{jid}/disable', { answer: z.undefined() }),
  enable: post('/accounts/{jid}/enable', { answer: z.undefined() }),
} as const;

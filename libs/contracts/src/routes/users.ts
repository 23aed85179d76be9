import { get } from '../client/route.js';
import { pageOf } from '../page.js';
import { userViewSchema } from '../user.js';
import { userQuerySchema } from '../user-query.js';

/** Users by what they use of their limits. */
export const userRoutes = {
  list: get('/users', { query: userQuerySchema, answer: pageOf(userViewSchema) }),
} as const;

import { z } from 'zod';
import { identitySchema, signInSchema } from '../access.js';
import { newPasswordSchema } from '../account.js';
import { get, post, put } from '../client/route.js';

/** Signing in to the dashboard. */
export const signInRoutes = {
  signIn: post('/sign-in', { body: signInSchema, answer: identitySchema }),
  signOut: post('/sign-out', { answer: z.undefined() }),
  me: get('/me', { answer: identitySchema }),
} as const;

/** Dashboard accounts. */
export const operatorRoutes = {
  setPassword: put('/operators/{username}/password', { body: newPasswordSchema, answer: z.undefined() }),
} as const;

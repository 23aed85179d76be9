import { z } from 'zod';
import {
  identitySchema,
  oidcAnswerQuerySchema,
  signInSchema,
  signInViewSchema,
  signInWaysSchema,
} from '../access.js';
import { apiKeyViewSchema, madeApiKeySchema, newApiKeySchema } from '../api-key.js';
import { get, patch, post, put, remove } from '../client/route.js';
import {
  newOperatorSchema,
  operatorChangeSchema,
  operatorPasswordSchema,
  operatorViewSchema,
  ownPasswordSchema,
  ownSecondFactorSchema,
  presentPasswordSchema,
  recoveryCodesSchema,
  secondFactorCodeSchema,
  secondFactorSchema,
} from '../operator.js';
import { pageOf } from '../page.js';

/** Signing in to the dashboard. */
export const signInRoutes = {
  signIn: post('/sign-in', { body: signInSchema, answer: identitySchema }),
  signOut: post('/sign-out', { answer: z.undefined() }),
  me: get('/me', { answer: identitySchema }),
  ways: get('/sign-in/ways', { answer: signInWaysSchema }),
  /** Both redirect, so they are places for a browser to go to. */
  oidc: get('/sign-in/oidc', { answer: z.undefined() }),
  oidcCallback: get('/sign-in/oidc/callback', { query: oidcAnswerQuerySchema, answer: z.undefined() }),
} as const;

/** What whoever is signed in with a password does with the own account. */
export const ownAccountRoutes = {
  setPassword: put('/me/password', { body: ownPasswordSchema, answer: z.undefined() }),
  secondFactor: get('/me/second-factor', { answer: ownSecondFactorSchema }),
  offerSecondFactor: post('/me/second-factor', { body: presentPasswordSchema, answer: secondFactorSchema }),
  confirmSecondFactor: post('/me/second-factor/confirm', {
    body: secondFactorCodeSchema,
    answer: recoveryCodesSchema,
  }),
  removeSecondFactor: post('/me/second-factor/remove', {
    body: presentPasswordSchema,
    answer: z.undefined(),
  }),
} as const;

/** Who is signed in. */
export const signInsRoutes = {
  list: get('/sign-ins', { answer: pageOf(signInViewSchema) }),
  end: remove('/sign-ins/{id}', { answer: z.undefined() }),
} as const;

/** Dashboard accounts. */
export const operatorRoutes = {
  list: get('/operators', { answer: pageOf(operatorViewSchema) }),
  add: post('/operators', { body: newOperatorSchema, answer: operatorViewSchema }),
  change: patch('/operators/{username}', { body: operatorChangeSchema, answer: operatorViewSchema }),
  remove: remove('/operators/{username}', { answer: z.undefined() }),
  setPassword: put('/operators/{username}/password', {
    body: operatorPasswordSchema,
    answer: z.undefined(),
  }),
  removeSecondFactor: remove('/operators/{username}/second-factor', { answer: z.undefined() }),
} as const;

/** Keys of programs. */
export const apiKeyRoutes = {
  list: get('/api-keys', { answer: pageOf(apiKeyViewSchema) }),
  make: post('/api-keys', { body: newApiKeySchema, answer: madeApiKeySchema }),
  revoke: remove('/api-keys/{id}', { answer: z.undefined() }),
} as const;

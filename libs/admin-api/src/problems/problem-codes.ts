/**
 * Every way the admin API refuses, by its stable code: HTTP status and a title for people. Programs (CLI, dashboard)
 * tell refusals apart by the code alone, so a code is never renamed or given a second meaning.
 */
export const problemCodes = {
  'invalid-request': [400, 'The request does not have the expected shape'],
  'malformed-json': [400, 'The body is not valid JSON'],
  'invalid-cursor': [400, '`after` is not a cursor of this list'],
  'invalid-jid': [400, 'Not a bare JID of this server'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-credentials': [401, 'Unknown user name or wrong password'],
  'role-too-low': [403, 'Your role does not allow this'],
  'csrf-token': [403, 'The x-csrf-token header is missing or wrong'],
  'foreign-origin': [403, 'The request comes from another site'],
  'control-socket-only': [403, 'Only the command line on the server’s own machine may do this'],
  'no-such-route': [404, 'There is nothing at this address'],
  'no-such-session': [404, 'No such session'],
  'no-such-old-session': [404, 'No such old session'],
  'no-such-account': [404, 'No such account'],
  'no-such-operator': [404, 'No such dashboard account'],
  'wrong-state': [409, 'The session is not in a state for this'],
  'account-exists': [409, 'The account exists already'],
  'backup-failed': [409, 'The backup was not made'],
  'body-too-large': [413, 'The body is larger than 1 MiB'],
  'not-json': [415, 'Bodies must be application/json'],
  'keys-not-usable': [422, 'These are not SCRAM keys'],
  'limit-not-allowed': [422, 'This value is not allowed for the limit'],
  'password-not-allowed': [422, 'This password cannot be used'],
  'too-many-attempts': [429, 'Too many failed attempts'],
  'internal-error': [500, 'Something went wrong here'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof problemCodes;

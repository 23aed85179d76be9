import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { Right, Role } from '#contracts';
import type { ProblemCode } from '../problems/problem-codes.js';
import { Documented, type Wording } from './documented.js';
import { refusals } from './refusals.js';

export const ENDPOINT = Symbol('Endpoint');

export interface EndpointOptions {
  /** The least role that may call; `anyone` needs no sign-in. */
  readonly role: Role | 'anyone';
  /** A right needed besides the role. The guard audits each try without it, the route each use. */
  readonly right?: Right;
  /** Whether API keys may call: unless said, what viewers and operators may do. Never true for what manages people: dashboard
   *  accounts, XMPP accounts, keys, sign-ins. */
  readonly keys?: boolean;
  /** True for what only the command line on the server's own machine may do. */
  readonly controlSocketOnly?: boolean;
  /** What it does, in a few words. */
  readonly does: string;
  /** Status of success, 200 unless said. */
  readonly status?: number;
  /** The answer's shape; absent when there is no body. */
  readonly answer?: z.ZodType;
  /** Media types of an answer that is no JSON. */
  readonly produces?: readonly string[];
  /** How it refuses beyond what role and validation bring along. */
  readonly refuses?: readonly ProblemCode[];
  /** True for everything but GET. */
  readonly changes?: boolean;
}

/** What the guard needs of the options, with what holds unless said. */
export function keysMayCall({
  role,
  keys = role === 'viewer' || role === 'operator',
}: EndpointOptions): boolean {
  return keys;
}

/** Everything there is to say about a route in one place: who may call it (the guard reads this), its status, its documentation. */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  const { status = 200 } = options;
  return applyDecorators(SetMetadata(ENDPOINT, options), HttpCode(status), Documented(wordsOf(options)));
}

const wordsOf = (options: EndpointOptions): Wording => {
  const { role, right, does, status = 200, answer, produces, controlSocketOnly = false } = options;
  const keys = keysMayCall(options);
  return (swagger) => [
    swagger.ApiOperation({ summary: does, description: accessWords(options) }),
    swagger.ApiExtension('x-role', role),
    swagger.ApiExtension('x-right', right ?? null),
    swagger.ApiExtension('x-api-keys', keys),
    swagger.ApiExtension('x-control-socket-only', controlSocketOnly),
    ...security(options)(swagger),
    swagger.ApiResponse({
      status,
      description: `${problemTitle(status)}.`,
      ...(answer && { standardSchema: answer }),
      ...(produces && {
        content: Object.fromEntries(produces.map((type) => [type, { schema: { type: 'string' } }])),
      }),
    }),
    ...refusals(codesOf(options))(swagger),
  ];
};

const problemTitle = (status: number): string => (status >= 300 ? 'Sent on' : 'Done');

function accessWords({ role, right, controlSocketOnly, ...rest }: EndpointOptions): string {
  if (controlSocketOnly) return 'Only over the control socket, by the command line on the server’s machine.';
  if (role === 'anyone') return 'Open to anyone.';
  const needs = `Needs the role ${role}${right === undefined ? '' : ` and the right ${right}`}.`;
  return keysMayCall({ role, ...rest }) ? needs : `${needs} Not for API keys.`;
}

/** One way in is enough; a changing request with a cookie also needs the token of its sign-in. */
const security =
  (options: EndpointOptions): Wording =>
  ({ ApiSecurity }) => {
    if (options.role === 'anyone') return [];
    const cookie = ApiSecurity(options.changes ? { cookie: [], csrf: [] } : { cookie: [] });
    return keysMayCall(options) ? [cookie, ApiSecurity('apiKey')] : [cookie];
  };

function codesOf(options: EndpointOptions): ReadonlySet<ProblemCode> {
  const { role, right, changes, controlSocketOnly, refuses = [] } = options;
  const codes = new Set<ProblemCode>(['invalid-request', 'internal-error', ...refuses]);
  if (changes) {
    codes.add('foreign-origin').add('not-json').add('malformed-json').add('body-too-large').add('disk-full');
  }
  if (controlSocketOnly) codes.add('control-socket-only');
  if (right !== undefined) codes.add('right-missing');
  if (role === 'anyone') return codes;
  codes.add('not-signed-in').add('role-too-low').add('wrong-api-key').add('too-many-attempts');
  if (changes) codes.add('csrf-token');
  if (!keysMayCall(options)) codes.add('not-for-api-keys');
  return codes;
}

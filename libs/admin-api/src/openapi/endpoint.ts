import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Role } from '#contracts';
import { type ProblemCode, problemCodes } from '../problems/problem-codes.js';

export const ENDPOINT = Symbol('Endpoint');

export interface EndpointOptions {
  /** The least role that may call; `anyone` needs no sign-in. */
  readonly role: Role | 'anyone';
  /** What it does, in a few words. */
  readonly does: string;
  /** Status of success, 200 unless said. */
  readonly status?: number;
  /** The answer's shape; absent when there is no body. */
  readonly answer?: z.ZodType;
  /** How it refuses beyond what role and validation bring along. */
  readonly refuses?: readonly ProblemCode[];
  /** True for everything but GET. */
  readonly changes?: boolean;
}

/** Everything there is to say about a route in one place: who may call it (the guard reads this), its status, its documentation. */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  const { role, does, status = 200, answer } = options;
  const codes = new Set<ProblemCode>(['invalid-request', 'internal-error', ...(options.refuses ?? [])]);
  if (role !== 'anyone') codes.add('not-signed-in').add('role-too-low');
  if (options.changes)
    codes.add('foreign-origin').add('not-json').add('malformed-json').add('body-too-large');
  if (options.changes && role !== 'anyone') codes.add('csrf-token');
  return applyDecorators(
    SetMetadata(ENDPOINT, options),
    HttpCode(status),
    ApiOperation({
      summary: does,
      description: role === 'anyone' ? 'Open to anyone.' : `Needs the role ${role}.`,
    }),
    ApiResponse({ status, description: 'Done.', ...(answer && { standardSchema: answer }) }),
    ...refusals(codes),
  );
}

/** One documented response per status, naming the codes that come with it. */
function refusals(codes: ReadonlySet<ProblemCode>): MethodDecorator[] {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const [status] = problemCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].map(([status, those]) =>
    ApiResponse({
      status,
      description: those.map((code) => `\`${code}\`: ${problemCodes[code][1]}.`).join(' '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
}

import { type ProblemCode, problemCodes } from '../problems/problem-codes.js';
import type { Wording } from './documented.js';

/** One documented response per status, naming the codes that come with it. */
export function refusals(codes: ReadonlySet<ProblemCode>): Wording {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const [status] = problemCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return ({ ApiResponse }) =>
    [...byStatus].map(([status, those]) =>
      ApiResponse({
        status,
        description: those.map((code) => `\`${code}\`: ${problemCodes[code][1]}.`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    );
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Documented } from '../openapi/documented.js';
import { ApiProblem } from '../problems/api-problem.js';

/** `"…"`; a weak tag never matches here (RFC 9110 §13.1.1). */
const STRONG = /^"([\x21\x23-\x7e\x80-\xff]*)"$/;

/** Which version of a resource a change is made for; `*` is whatever there is. */
export class Precondition {
  /** undefined: any. */
  readonly #versions: readonly string[] | undefined;

  /** @param header of `If-Match` */
  constructor(header: string) {
    if (header.trim() === '*') return;
    this.#versions = header.split(',').flatMap((tag) => STRONG.exec(tag.trim())?.[1] ?? []);
  }

  /** The version to insist on, undefined for any. @throws {ApiProblem} `precondition-failed` when it is not the present one */
  of(present: string): string | undefined {
    if (this.#versions === undefined) return undefined;
    if (!this.#versions.includes(present)) throw new ApiProblem('precondition-failed');
    return present;
  }
}

/** Hands a route its {@link Precondition}; without `If-Match` the change is refused, for it could undo somebody else's unseen. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): Precondition => {
  const header = context.switchToHttp().getRequest<Request>().get('if-match');
  if (header === undefined) throw new ApiProblem('precondition-required');
  return new Precondition(header);
});

/** Documents {@link IfMatch}. */
export const NeedsIfMatch = (): MethodDecorator =>
  Documented(({ ApiHeader }) => [
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The ETag that was answered with what is to be changed; `*` changes it whatever it is.',
      schema: { type: 'string' },
    }),
  ]);

/** Says which version an answer shows. */
export function tag(response: Response, version: string | undefined): void {
  if (version !== undefined) response.setHeader('ETag', `"${version}"`);
}

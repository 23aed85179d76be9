import { HttpException } from '@nestjs/common';
import type { Problem } from '#contracts';
import { type ProblemCode, problemCodes } from './problem-codes.js';

/** What a refusal may carry beyond its code. */
export interface ProblemDetails {
  /** One sentence for the person who asked; never anything internal. */
  readonly detail?: string;
  readonly errors?: { path: string; message: string }[];
  /** Seconds until trying again makes sense: sent as Retry-After (RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
}

/** A refusal on its way to the client as RFC 9457 problem details. */
export class ApiProblem extends HttpException {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    super(code, problemCodes[code][0]);
  }

  body(): Problem {
    const [status, title] = problemCodes[this.code];
    const { detail, errors } = this.details;
    return {
      type: `urn:dormouse:problem:${this.code}`,
      title,
      status,
      code: this.code,
      ...(detail !== undefined && { detail }),
      ...(errors !== undefined && { errors }),
    };
  }
}

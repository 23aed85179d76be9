import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ApiProblem } from './api-problem.js';

/** At most this many complaints per answer: a body of a thousand bad accounts should not be echoed a thousand times. */
const MAX_ERRORS = 50;

/** Holds every `@Body({ schema })`, `@Query({ schema })` and `@Param(name, { schema })` against its zod contract. */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new ApiProblem('invalid-request', {
      errors: issues.slice(0, MAX_ERRORS).map((issue) => ({
        path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
        message: issue.message,
      })),
    }),
});

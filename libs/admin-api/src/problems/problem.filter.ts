import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { ApiProblem } from './api-problem.js';
import type { ProblemCode } from './problem-codes.js';

/** What Nest, express and its body parsers throw, by status. Their messages quote the input or our code, so they stay here. */
const codeByStatus: Record<number, ProblemCode> = {
  400: 'invalid-request',
  404: 'no-such-route',
  413: 'body-too-large',
  415: 'not-json',
};

/** The one way an error leaves the HTTP port: as problem+json (RFC 9457) with a stable code, and with nothing internal in it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('AdminApi');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemOf(error);
    // Too late to tell: the answer has begun. Ending the connection is the only sign left.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { retryAfterSeconds } = problem.details;
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
    response.setHeader('Cache-Control', 'no-store');
    response
      .status(problem.getStatus())
      .type('application/problem+json')
      .send(JSON.stringify(problem.body()));
  }

  private problemOf(error: unknown): ApiProblem {
    if (error instanceof ApiProblem) return error;
    if (isMalformedJson(error)) return new ApiProblem('malformed-json');
    if (isDiskFull(error)) {
      this.logger.error(`a change was refused: ${error.message}`);
      return new ApiProblem('disk-full');
    }
    const status = statusOf(error);
    const code = status === undefined ? undefined : codeByStatus[status];
    if (code !== undefined) return new ApiProblem(code);
    const id = randomUUID();
    this.logger.error(`request failed (${id}): ${error instanceof Error ? error.stack : String(error)}`);
    return new ApiProblem('internal-error', { detail: `The server's log tells more under ${id}.` });
  }
}

/** Nest turns the JSON parser's error into a BadRequestException that keeps the parser's error as its cause, or passes it as it is. */
function isMalformedJson(error: unknown): boolean {
  const parser = error instanceof HttpException ? error.cause : error;
  return (
    (error instanceof Error && 'type' in error && error.type === 'entity.parse.failed') ||
    (parser instanceof SyntaxError && statusOf(error) === 400)
  );
}

/** No fault of ours, and theirs to mend. */
const isDiskFull = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC');

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
}

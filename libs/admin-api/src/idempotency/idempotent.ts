import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { Request } from 'express';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { callerOf } from '../access/caller.js';
import { Documented } from '../openapi/documented.js';
import { ApiProblem } from '../problems/api-problem.js';
import { AnsweredRequests } from './answered-requests.js';

const HEADER = 'idempotency-key';
const MAX_LENGTH = 200;

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly answered: AnsweredRequests) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.get(HEADER);
    if (key === undefined) return next.handle();
    if (key === '' || key.length > MAX_LENGTH)
      throw new ApiProblem('invalid-request', {
        errors: [{ path: HEADER, message: `must have 1 to ${MAX_LENGTH} characters` }],
      });
    const { username, via } = callerOf(request);
    // A JSON array cannot be made to look like another one by what a name or a key holds.
    const whole = JSON.stringify([via, username, key]);
    const asked = JSON.stringify([request.method, request.path, request.body]);
    return from(
      this.answered.once(whole, asked, () => firstValueFrom(next.handle(), { defaultValue: undefined })),
    );
  }
}

/** A changing route that honours `Idempotency-Key`: repeated within ten minutes it answers what it answered first. */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    Documented(({ ApiHeader }) => [
      ApiHeader({
        name: 'Idempotency-Key',
        required: false,
        description:
          'Any text of up to 200 characters, new for each action: the same request sent again with it within ten minutes is answered as the first was and does nothing.',
        schema: { type: 'string', minLength: 1, maxLength: MAX_LENGTH },
      }),
    ]),
  );
}

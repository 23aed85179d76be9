import type { NextFunction, Request, Response } from 'express';
import { ApiProblem } from '../problems/api-problem.js';

/** Bodies are JSON and nothing else: a form that a foreign page submits without asking first (CORS preflight) never gets past here. */
export function jsonBodiesOnly(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  next(hasBody && !request.is('application/json') ? new ApiProblem('not-json') : undefined);
}

/** What the API answers is about now and about someone: nothing between here and the browser may keep it. */
export function neverStored(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One route of the admin API, as its callers see it: where it is, what it takes, what it answers. */
export interface Route<
  Path extends string = string,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** Behind `/api/v1`, its parameters in braces as in OpenAPI: `/users/{jid}/limits`. */
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
}

/** The names in braces: `'jid' | 'name'` of `/users/{jid}/limits/{name}`. */
export type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

interface Parts<
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
  Answer extends z.ZodType,
> {
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
}

const routeBy =
  (method: Method) =>
  <
    Path extends string,
    Answer extends z.ZodType,
    Query extends z.ZodType | undefined = undefined,
    Body extends z.ZodType | undefined = undefined,
  >(
    path: Path,
    { query, body, answer }: Parts<Query, Body, Answer>,
  ): Route<Path, Query, Body, Answer> => ({
    method,
    path,
    query: query as Query,
    body: body as Body,
    answer,
  });

export const get = routeBy('GET');
export const post = routeBy('POST');
export const put = routeBy('PUT');
export const patch = routeBy('PATCH');
export const remove = routeBy('DELETE');

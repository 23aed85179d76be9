import type { z } from 'zod';
import { problemSchema } from '#contracts';
import { ApiError } from './problem.js';

const prefix = '/api/v1';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type QueryValue = string | number | boolean | undefined;
/** A list becomes one parameter per item. */
type Query = Record<string, QueryValue | readonly QueryValue[]>;

interface Call<T extends z.ZodType> {
  readonly method?: Method;
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer: T;
  readonly signal?: AbortSignal;
  /** A 401 to this call is an answer, not the end of the visit (asking who one is, signing in). */
  readonly anonymous?: boolean;
}

let csrfToken: string | null = null;
let signedOut: () => void = () => {};

/** The token of `Identity`, sent as `x-csrf-token` with everything that changes something. */
export const keepCsrfToken = (token: string | null): void => {
  csrfToken = token;
};

/** Called when any request is answered 401: the cookie has run out or was withdrawn. */
export const onSignedOut = (listener: () => void): void => {
  signedOut = listener;
};

/** One request to the admin API. Path segments must already be encoded; use `segment`.
 *  Throws ApiError for every refusal, for no answer, and for an answer that is not what the contract says. */
export async function call<T extends z.ZodType>(request: Call<T>): Promise<z.output<T>> {
  const response = await send(request);
  if (!response.ok) {
    if (response.status === 401 && !request.anonymous) signedOut();
    throw new ApiError(await readProblem(response), retryAfter(response));
  }
  const text = await response.text();
  const answer = request.answer.safeParse(text === '' ? undefined : parseJson(text));
  if (!answer.success) throw new ApiError(made(response.status, 'unexpected-answer', answer.error.message));
  return answer.data;
}

/** A path segment: a JID may hold '/', '?' and '%'. */
export const segment = (value: string): string => encodeURIComponent(value);

async function send(request: Call<z.ZodType>): Promise<Response> {
  const { method = 'GET', path, query = {}, body, signal } = request;
  const headers = new Headers({ accept: 'application/json', ...request.headers });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (method !== 'GET' && csrfToken !== null) headers.set('x-csrf-token', csrfToken);
  try {
    return await fetch(prefix + path + queryString(query), {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    // An abandoned request is Query's own doing and must reach it as it is.
    if (signal?.aborted) throw error;
    throw new ApiError(made(0, 'unreachable', 'The server does not answer.'));
  }
}

function queryString(query: Query): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue])
      if (one !== undefined && one !== '') pairs.append(key, String(one));
  }
  return pairs.size === 0 ? '' : `?${pairs}`;
}

async function readProblem(response: Response) {
  const problem = problemSchema.safeParse(parseJson(await response.text()));
  return problem.success
    ? problem.data
    : made(response.status, 'unexpected-answer', `The server answered ${response.status}.`);
}

function retryAfter(response: Response): number | null {
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) ? null : seconds;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const made = (status: number, code: string, detail: string) => ({
  type: 'about:blank',
  title: detail,
  status,
  code,
  detail,
});

import type { z } from 'zod';
import { ApiClient, ApiError, type ApiTransport, type CallOf, type Route, unreachable } from '#contracts';

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

let denied: () => void = () => {};

/** Called when a request is refused for want of a role or right: whoever is signed in may less than was believed here. */
export const onDenied = (listener: () => void): void => {
  denied = listener;
};

const DENIALS = new Set(['role-too-low', 'right-missing']);

const overFetch: ApiTransport = async ({ method, path, headers, body, signal }) => {
  const token = method === 'GET' || csrfToken === null ? {} : { 'x-csrf-token': csrfToken };
  try {
    const response = await fetch(path, {
      method,
      headers: { ...headers, ...token },
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    return { status: response.status, text, header: (name) => response.headers.get(name) };
  } catch (error) {
    // An abandoned request is Query's own doing and must reach it as it is.
    if (signal?.aborted) throw error;
    throw unreachable('The server does not answer.');
  }
};

const client = new ApiClient(overFetch);

/**
 * One request to the admin API.
 * @param anonymous a 401 is an answer here, not the end of the visit: asking who one is, signing in
 * @throws {ApiError} for every refusal, for no answer, and for an answer that is not what the contract says
 */
export async function call<R extends Route>(
  route: R,
  what: CallOf<R>,
  { anonymous = false } = {},
): Promise<z.output<R['answer']>> {
  try {
    return await client.call(route, what);
  } catch (error) {
    if (!anonymous && isStatus(error, 401)) signedOut();
    if (error instanceof ApiError && DENIALS.has(error.code)) denied();
    throw error;
  }
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof ApiError && error.status === status;

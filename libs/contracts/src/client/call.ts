import type { z } from 'zod';
import type { Method, ParameterOf, Route } from './route.js';

/** A request as it goes over the wire; the path begins with `/api/v1`, `body` is JSON. */
export interface ApiRequest {
  readonly method: Method;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface ApiAnswer {
  readonly status: number;
  /** By lower-case name; null where there is none. */
  header(name: string): string | null;
  readonly text: string;
}

/** What carries a request: fetch in the browser, a unix socket for the command line. */
export type ApiTransport = (request: ApiRequest) => Promise<ApiAnswer>;

type Input<T> = T extends z.ZodType ? z.input<T> : never;
/** A query's values as its contract reads them: `true` goes over the wire as text, and defaults need not be said. */
type QueryOf<T> = T extends z.ZodType ? Loose<z.output<T>> : never;
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };
type Needed<Key extends string, T> = [T] extends [never] ? unknown : { readonly [K in Key]: T };
type Optional<Key extends string, T> = [T] extends [never] ? unknown : { readonly [K in Key]?: T };

/** What calling a route takes: its path's parameters, its query, its body, and what any call may carry. */
export type CallOf<R extends Route> = Needed<'path', PathParameters<R['path']>> &
  Optional<'query', QueryOf<R['query']>> &
  Needed<'body', Input<R['body']>> & {
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  };

type PathParameters<Path extends string> = [ParameterOf<Path>] extends [never]
  ? never
  : Readonly<Record<ParameterOf<Path>, string>>;

type QueryValue = string | number | boolean | undefined;

/** Anything of a call, once its route has typed it. */
interface AnyCall {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The request that calls `route`. Parameters are encoded here: a JID may hold '/', '?' and '%'. */
export function requestOf<R extends Route>(route: R, call: CallOf<R>): ApiRequest {
  const { path = {}, query = {}, body, headers = {}, signal }: AnyCall = call as AnyCall;
  const filled = route.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  return {
    method: route.method,
    path: `/api/v1${filled}${queryString(query)}`,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  };
}

/** A list becomes one parameter per item; what is undefined or empty is left out. */
function queryString(query: NonNullable<AnyCall['query']>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? (value as QueryValue[]) : [value as QueryValue])
      if (one !== undefined && one !== '') pairs.append(key, String(one));
  return pairs.size === 0 ? '' : `?${pairs}`;
}

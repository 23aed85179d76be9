import { type Identity, identitySchema, problemSchema } from '#contracts';

/** What came back, in short: for a problem the code, else the body. */
export interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A browser in miniature: keeps the cookie, sends the CSRF token with what changes something. */
export class ApiClient {
  cookie: string | undefined;
  csrfToken: string | undefined;

  constructor(private readonly base: string) {}

  async signIn(username: string, password: string): Promise<Identity> {
    const reply = await this.post('/sign-in', { username, password });
    this.csrfToken = identitySchema.parse(reply.body).csrfToken;
    return identitySchema.parse(reply.body);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('PUT', path, body, headers);
  }

  delete(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('DELETE', path, undefined, headers);
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await this.raw(method, `/api/v1${path}`, {
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && this.csrfToken !== undefined && { 'x-csrf-token': this.csrfToken }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
    const code = isProblem ? problemSchema.parse(json).code : undefined;
    return { status: response.status, code, body: json, headers: response.headers };
  }

  /** Any address of the server, the answer as it is. */
  async raw(
    method: string,
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const headers = { ...(this.cookie !== undefined && { cookie: this.cookie }), ...init.headers };
    const response = await fetch(this.base + path, { redirect: 'manual', ...init, method, headers });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0];
    return response;
  }
}

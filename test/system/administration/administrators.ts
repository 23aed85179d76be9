import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { control } from '../../support/control-socket.js';
import type { ServerProcess } from '../../support/server-process.js';
import type { Role } from './api-document.js';

export interface Answer {
  readonly status: number;
  /** The problem's, when it is one. */
  readonly code: string | undefined;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Call {
  readonly method: string;
  /** With the query, percent-encoded as it is to be sent. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export const PASSWORD = 'correct horse battery';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Someone who calls the API, by cookie, key, control socket or not proven at all. */
export class Administrator {
  cookie: string | undefined;
  csrfToken = '';

  constructor(
    private readonly server: ServerProcess,
    readonly name: string,
    readonly role: Role | null,
    readonly rights: readonly string[],
    readonly via: 'cookie' | 'key' | 'cli' | 'nothing',
    private readonly key?: string,
  ) {}

  async signIn(): Promise<void> {
    if (this.via !== 'cookie') return;
    const body = JSON.stringify({ username: this.name, password: PASSWORD });
    const answer = await this.send({ method: 'POST', path: '/api/v1/sign-in', body });
    if (answer.status !== 200) throw new Error(`signing in ${this.name}: ${answer.status} ${answer.text}`);
    this.csrfToken = (JSON.parse(answer.text) as { csrfToken: string }).csrfToken;
  }

  send({ method, path, headers = {}, body }: Call): Promise<Answer> {
    const { host, http } = this.server.address;
    const where =
      this.via === 'cli'
        ? { socketPath: join(this.server.dataDir, 'control.sock') }
        : { host, port: http, agent };
    const own = {
      ...(this.cookie !== undefined && { cookie: this.cookie }),
      ...(this.csrfToken !== '' && method !== 'GET' && { 'x-csrf-token': this.csrfToken }),
      ...(this.key !== undefined && { authorization: `Bearer ${this.key}` }),
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      }),
    };
    return new Promise((resolve, reject) => {
      const call = request({ ...where, method, path, headers: { ...own, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const set = response.headers['set-cookie']?.[0]?.split(';')[0];
          if (set !== undefined) this.cookie = set;
          const text = Buffer.concat(chunks).toString();
          const problem = response.headers['content-type']?.startsWith('application/problem+json') ?? false;
          const code = problem ? (JSON.parse(text) as { code: string }).code : undefined;
          resolve({ status: response.statusCode ?? 0, code, text, headers: response.headers });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  }
}

/** One of every sort there is: each role by cookie and by key, one with a right, the command line, a stranger. */
export async function everyAdministrator(server: ServerProcess): Promise<Administrator[]> {
  const roles = ['viewer', 'operator', 'admin'] as const;
  const people = [
    ...roles.map((role) => ({ username: `the-${role}`, role, rights: [] as string[] })),
    { username: 'the-reader', role: 'operator' as const, rights: ['peek'] },
  ];
  const all: Administrator[] = [new Administrator(server, 'nobody', null, [], 'nothing')];
  for (const person of people) {
    await must(control(server.dataDir, 'POST', '/operators', { ...person, password: PASSWORD }));
    const administrator = new Administrator(server, person.username, person.role, person.rights, 'cookie');
    await administrator.signIn();
    all.push(administrator);
  }
  for (const role of roles) {
    const made = await must(control(server.dataDir, 'POST', '/api-keys', { name: `the-${role}`, role }));
    const { key } = made as { key: string };
    all.push(new Administrator(server, `key:the-${role}`, role, [], 'key', key));
  }
  all.push(new Administrator(server, 'cli', 'admin', ['peek'], 'cli'));
  return all;
}

async function must(answer: ReturnType<typeof control>): Promise<unknown> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

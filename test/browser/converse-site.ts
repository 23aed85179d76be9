import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';

/** The package's own build; a file of it is all that is served besides the page. */
const DIST = join(createRequire(import.meta.url).resolve('converse.js/dist/converse.min.js'), '..');
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** What converse.js is told; the rest is as it comes. */
export interface ConverseSettings {
  readonly jid: string;
  readonly password: string;
  readonly websocket_url: string;
}

const page = (settings: ConverseSettings) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>converse.js</title>
<link rel="stylesheet" href="/dist/converse.min.css">
</head>
<body class="converse-fullscreen">
<script type="module">
import converse from '/dist/converse.min.js';
(converse ?? window.converse).initialize(${JSON.stringify({
  authentication: 'login',
  auto_login: true,
  assets_path: '/dist/',
  view_mode: 'fullscreen',
  // Nothing in the world outside is asked.
  discover_connection_methods: false,
  autocomplete_providers_url: '',
  play_sounds: false,
  show_desktop_notifications: false,
  ...settings,
})});
</script>
</body>
</html>
`;

/** A web site of its own, on another port than the server, with converse.js in its one page. */
export class ConverseSite {
  settings: ConverseSettings | undefined;

  private constructor(private readonly listener: Server) {
    listener.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', this.origin);
      void this.#answer(pathname, response);
    });
  }

  static async open(): Promise<ConverseSite> {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new ConverseSite(listener);
  }

  get origin(): string {
    const address = this.listener.address();
    if (address === null || typeof address === 'string') throw new Error('the site is closed');
    return `http://127.0.0.1:${address.port}`;
  }

  async #answer(pathname: string, response: ServerResponse): Promise<void> {
    if (pathname === '/' && this.settings)
      return void response.setHeader('content-type', 'text/html').end(page(this.settings));
    const file = normalize(pathname).replace(/^\/dist\//, '');
    try {
      const content = await readFile(join(DIST, file));
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  async close(): Promise<void> {
    this.listener.closeAllConnections();
    this.listener.close();
    await once(this.listener, 'close');
  }
}

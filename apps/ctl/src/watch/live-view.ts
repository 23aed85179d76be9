import { WebSocket } from 'ws';
import {
  type LiveAsk,
  LiveClient,
  type LiveData,
  type LiveTransport,
  type LiveViewName,
  liveClose,
} from '#contracts';
import type { Connection } from '../backend/connection.js';
import { CommandError, type ExitCode, exitCodes } from '../command-error.js';
import type { CommandContext } from '../commands/context.js';
import { print } from '../terminal.js';

const refusals: Readonly<Record<string, ExitCode>> = {
  'invalid-filter': exitCodes.usage,
  'invalid-request': exitCodes.usage,
  'role-too-low': exitCodes.notAllowed,
};

/** Says `seen` what a view shows whenever it changed, until `seen` answers true, the output is closed, or it is refused. */
export function liveView<V extends LiveViewName>(
  { terminal }: CommandContext,
  connection: Connection,
  ask: LiveAsk<V>,
  seen: (data: LiveData[V], at: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let over = false;
    const end = (error?: CommandError) => {
      over = true;
      client?.close();
      terminal.stdout.removeListener('error', closed);
      if (error === undefined) resolve();
      else reject(error);
    };
    const closed = () => end();
    terminal.stdout.once('error', closed);
    const client: LiveClient | undefined = new LiveClient({
      connect: () => connect(connection),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      onStatus: (status) => {
        if (status.channel === 'waiting') print(terminal.stderr, 'The server is away; trying again.');
      },
      onDoubt: (code) => {
        if (code === liveClose.notSignedIn) {
          end(new CommandError('The server does not let this key watch.', exitCodes.notAllowed));
        }
      },
    });
    client.subscribe(ask, {
      onData: (data, at) => {
        if (!over && seen(data, at)) end();
      },
      onRefused: (code, detail) => end(new CommandError(detail, refusals[code] ?? exitCodes.failed)),
    });
  });
}

function connect({ live, headers }: Connection): LiveTransport {
  const socket = new WebSocket(live, { headers: { ...headers } });
  // Each error is followed by a close, which is what counts.
  socket.on('error', () => undefined);
  return socket as unknown as LiveTransport;
}

import { Argument, type Command } from 'commander';
import { routes } from '#contracts';
import { instant } from '../output/words.js';
import { seconds, wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { reasoned } from './leaf.js';

interface Reasoned extends Shown {
  readonly reason: string;
}

const plain = [
  ['disconnect', 'close its connection; it hibernates if it can be resumed', 'Disconnected'],
  ['expire', 'end a hibernating session as its timer would', 'Expired'],
  ['kill', 'end any session; a live connection gets a stream error', 'Killed'],
] as const;

/** What is done to one session of a running server. */
export function addSessionActions(session: Command, context: CommandContext): void {
  for (const [how, does, done] of plain) {
    reasoned(session, `${how} <id>`, does).action((id: string, { reason, ...options }: Reasoned) =>
      context.show(
        options,
        (server) => server.call(routes.sessions[how], { path: { id }, body: { reason } }),
        () => `${done} session ${id}.`,
      ),
    );
  }

  reasoned(session, 'ack <id>', 'ask its client which stanzas it has')
    .option('--wait <seconds>', 'for the answer, at most 30', wholeNumber(0), 5)
    .action((id: string, { reason, wait, ...options }: Reasoned & { wait: number }) =>
      context.show(
        options,
        (server) =>
          server.call(routes.sessions.requestAck, {
            path: { id },
            body: { reason, waitSeconds: Math.min(30, wait) },
          }),
        ({ answered, rtt, unacked }) =>
          answered
            ? `Answered after ${Math.round(rtt ?? 0)} ms; ${unacked} unacknowledged.`
            : `Asked; no answer yet, ${unacked} unacknowledged.`,
      ),
    );

  reasoned(session, 'extend', 'give a hibernating session more time')
    .argument('<id>')
    .addArgument(new Argument('<time>', 'how much more: 90s, 5m, 2h').argParser(seconds))
    .option('--beyond-limit', 'further than smacks_max_hibernation_time from now')
    .action((id: string, more: number, options: Reasoned & { beyondLimit?: boolean }) =>
      context.show(
        options,
        (server) =>
          server.call(routes.sessions.extend, {
            path: { id },
            body: { reason: options.reason, seconds: more, beyondLimit: options.beyondLimit ?? false },
          }),
        ({ deadline, capped }) =>
          `Session ${id} sleeps until ${instant(deadline)}${capped ? '; the limit allows no more' : ''}.`,
      ),
    );
}

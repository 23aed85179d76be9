import { spawn } from 'node:child_process';
import { root } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

/** Lines of a failed child's output that are shown. */
const KEPT_LINES = 60;

const signals = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/**
 * Runs a command in the checkout to its end, its output kept for the case that it fails. A signal to us ends it too: an
 * install that nobody waits for any more must not go on in the background.
 *
 * @param {string[]} command program and arguments
 * @param {{ failure: string, onLine?: (line: string) => void }} options `failure` begins the message if it fails
 */
export function runChild([program, ...args], { failure, onLine }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const kept = [];
    const collect = (stream) => {
      let rest = '';
      stream.setEncoding('utf8').on('data', (chunk) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          kept.push(line);
          if (kept.length > KEPT_LINES) kept.shift();
          onLine?.(line);
        }
      });
    };
    collect(child.stdout);
    collect(child.stderr);
    const stop = (signal) => {
      child.kill(signal);
      process.exit(signals[signal]);
    };
    for (const signal of Object.keys(signals)) process.on(signal, stop);
    const settle = (finish) => {
      for (const signal of Object.keys(signals)) process.off(signal, stop);
      finish();
    };
    child.on('error', (error) => settle(() => reject(new SetupError(`${failure}: ${error.message}`))));
    child.on('close', (code, signal) => {
      if (code === 0) return settle(resolve);
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      settle(() =>
        reject(new SetupError([...kept, '', `${failure} (${how}); its last output is above.`].join('\n'))),
      );
    });
  });
}

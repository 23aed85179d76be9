#!/usr/bin/env node
import { run } from './run.js';

// `dormouse account list | head` closes the pipe early; what follows is not wanted, and no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
});

// A pipe that its other end holds open would keep this process waiting for input that nobody reads.
process.stdin.destroy();

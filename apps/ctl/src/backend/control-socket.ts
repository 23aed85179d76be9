import { join } from 'node:path';
import type { ApiTransport } from '#contracts';
import { socketConnection, transportOver } from './connection.js';

/** Where a running server listens for us; the file's mode is what lets us in. */
export const controlSocketPath = (dataDir: string): string => join(dataDir, 'control.sock');

/** @param timeout ms without a word from the server; 0 waits as long as it takes */
export const controlSocketTransport = (socketPath: string, timeout?: number): ApiTransport =>
  transportOver(socketConnection(socketPath), timeout);

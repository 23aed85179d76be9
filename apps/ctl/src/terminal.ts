import type { Readable, Writable } from 'node:stream';

/** What a command may see of the process it runs in. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** Results only, so that they can be piped on. */
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  /** Questions, progress and complaints. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export const print = (stream: Writable, line: string): void => {
  stream.write(`${line}\n`);
};

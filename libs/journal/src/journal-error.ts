/**
 * Why a journal cannot be used, in one sentence for the operator. `newer-format`: written by a later version and left as it
 * is; `unreadable`: the folder or a file in it cannot be read or made.
 */
export class JournalError extends Error {
  override readonly name = 'JournalError';

  constructor(
    readonly code: 'newer-format' | 'unreadable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The server did not do what the rule says. */
export class Breach extends Error {
  override name = 'Breach';

  /** `excerpt`: what was sent and what came, last lines first in mind, one line each. */
  constructor(
    message: string,
    readonly excerpt: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The server does not offer what the rule is about; neither kept nor broken. */
export class NotOffered extends Error {
  override name = 'NotOffered';
}

/** The set-up cannot go on; the message is for the person at the terminal. */
export class SetupError extends Error {}

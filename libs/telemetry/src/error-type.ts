/** `error.type` of something that was thrown: the system's code (`ENOSPC`, `SQLITE_FULL`) or the class of the error; never its words. */
export function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

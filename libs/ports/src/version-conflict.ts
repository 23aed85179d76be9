/** Somebody else has changed it since the version that the change was made for. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** What one check came to. A `note` is fine as it is, and worth knowing. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly words: string;
}

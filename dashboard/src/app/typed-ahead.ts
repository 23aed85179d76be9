/** The part of a keyboard event that matters. */
export interface TypedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Keeps what is typed while the field it is meant for is still on its way. */
export class TypedAhead {
  #text = '';

  /** Whether the key was text and is kept: it must then do nothing else. */
  keep({ key, ctrlKey, metaKey, altKey }: TypedKey): boolean {
    if (ctrlKey || metaKey || altKey) return false;
    if (key === 'Backspace') this.#text = this.#text.slice(0, -1);
    else if (key.length === 1) this.#text += key;
    else return false;
    return true;
  }

  /** What was typed so far; it is told once. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

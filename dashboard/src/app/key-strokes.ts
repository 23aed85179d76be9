/** What a key asks for: a page by its key after `g`, the palette, the help, the page's search field. */
export type Wish =
  | { readonly kind: 'go'; readonly key: string }
  | { readonly kind: 'palette' }
  | { readonly kind: 'help' }
  | { readonly kind: 'search' };

/** The part of a keyboard event that matters. */
export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** Where the caret stands in a field, or a dialog is open: only the palette's chord counts there. */
  readonly busy: boolean;
  /** ms */
  readonly at: number;
}

/** How long after `g` the second key may come, ms. */
const CHORD_TIME = 1500;

/** Reads strokes one by one: `g` waits for the next. */
export class KeyStrokes {
  private goSince: number | null = null;

  read({ key, ctrlKey, metaKey, altKey, busy, at }: Stroke): Wish | null {
    const going = this.goSince !== null && at - this.goSince <= CHORD_TIME;
    // A modifier alone is the beginning of a stroke, not one.
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(key)) return null;
    this.goSince = null;
    if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return { kind: 'palette' };
    if (busy || ctrlKey || metaKey || altKey) return null;
    if (going) return { kind: 'go', key };
    if (key === 'g') this.goSince = at;
    if (key === '?') return { kind: 'help' };
    if (key === '/') return { kind: 'search' };
    return null;
  }
}

import type { Element } from '../support/element.js';

/** The client's side of one stream-management session; outlives the connection it was enabled on (XEP-0198 §4, §5). */
export class SmSession {
  /** The SM-ID; empty when none was given. */
  id = '';
  /** Resumption was granted. */
  resumable = false;
  /** Granted `max` in seconds, if the server said any. */
  max: number | undefined;
  /** Stanzas received since `<enabled/>`. */
  handled = 0;
  /** Stanzas sent since `<enable/>`; those pipelined behind it count (XEP-0198 §4). */
  sent = 0;

  constructor(
    readonly ns: string,
    readonly fullJid: string,
  ) {}

  /** The same session as seen by the connection that asks to resume it: what a displaced one still hears is no longer counted. */
  from(h: number): SmSession {
    const next = new SmSession(this.ns, this.fullJid);
    const { id, resumable, max, sent } = this;
    return Object.assign(next, { id, resumable, max, sent, handled: h });
  }

  granted(enabled: Element): void {
    const { id = '', resume = '', max } = enabled.attrs;
    this.id = id;
    this.resumable = resume === 'true' || resume === '1';
    this.max = max === undefined ? undefined : Number(max);
  }
}

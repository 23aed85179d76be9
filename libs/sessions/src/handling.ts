import { createHash } from 'node:crypto';
import type { Element } from 'ltx';
import type { Cause } from '#ports';
import type { H, Pending } from '#stream-management';
import { serialize } from '#xml';
import type { Session } from './session.js';

/** One inbound stanza while it is acted on, and later where an answer takes time: what its effects name as their cause. */
export class Handling {
  /** Place of the next effect among those of this stanza. */
  ordinal = 0;
  /** Made with the first effect. */
  cause: Cause | null = null;
  /** Its place while its effect is not safe; counted anew when the client sends it again meanwhile. */
  hold: Pending | null = null;
  /** The journal keeps its effect for a store. */
  kept = false;
  #fingerprint: number | undefined;

  constructor(
    readonly session: Session,
    private readonly count: H,
    private readonly element: Element,
  ) {}

  /** The session's count at this stanza. */
  get n(): H {
    return this.hold?.n ?? this.count;
  }

  /**
   * Whether it stays unreported after it is done, so that it may come again: something before it is not safe, or the client
   * has resumed meanwhile and has not sent it again.
   */
  get uncertain(): boolean {
    const { inbound } = this.session.sm ?? {};
    if (inbound === undefined) return false;
    return inbound.unsafeBefore(this.n) || (this.hold !== null && inbound.uncounted(this.hold));
  }

  /** Whether the client gave it an id. */
  get named(): boolean {
    return this.element.attrs['id'] !== undefined;
  }

  /**
   * Tells it from other stanzas of the session when it comes again: by kind, attributes and content, without `from` and
   * `xml:lang`, which are ours to stamp.
   */
  get fingerprint(): number {
    this.#fingerprint ??= fingerprintOf(this.element);
    return this.#fingerprint;
  }
}

function fingerprintOf(element: Element): number {
  const { from: _, 'xml:lang': _lang, ...attributes } = element.attrs as Record<string, unknown>;
  const names = Object.keys(attributes).sort();
  const hash = createHash('sha256').update(element.name);
  for (const name of names) hash.update(`\0${name}\0${String(attributes[name])}`);
  for (const child of element.children)
    hash.update(`\x01${typeof child === 'string' ? child : serialize(child)}`);
  return hash.digest().readUIntBE(0, 6);
}

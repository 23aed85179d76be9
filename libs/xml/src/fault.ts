import type { Element } from 'ltx';

/** The stream error conditions of RFC 6120 §4.9.3 that reading can end with. */
export type XmlCondition =
  | 'not-well-formed'
  | 'restricted-xml'
  | 'policy-violation'
  | 'unsupported-encoding'
  | 'invalid-xml';

/** Why bytes could not be read as XMPP: the condition goes to the wire, the text says in English what was wrong. */
export interface XmlFault {
  readonly condition: XmlCondition;
  readonly text: string;
}

/** Tells a fault from the element that was hoped for. */
export function isFault(result: Element | XmlFault): result is XmlFault {
  return 'condition' in result;
}

/** Carries a fault out of the tokenizer's callbacks; never leaves this library. */
export class FaultSignal extends Error {
  constructor(readonly fault: XmlFault) {
    super(fault.condition);
  }
}

/** A fault to be thrown. Texts may quote names the peer sent, which are as long as it likes: they are cut. */
export function signal(condition: XmlCondition, text: string): FaultSignal {
  return new FaultSignal({ condition, text: text.slice(0, 120) });
}

export const TOO_LARGE: XmlFault = { condition: 'policy-violation', text: 'stanza too large' };

/** What saxes says when a known construct is in the wrong place, and RFC 6120 §11.1 forbids it in any. */
const RESTRICTED = new Set(['undefined entity.', 'inappropriately located doctype declaration.']);

/** The condition for one of saxes's complaints. Namespace errors are well-formedness errors here (RFC 6120 §4.9.3.13). */
export function conditionOf(complaint: string): XmlCondition {
  return RESTRICTED.has(complaint) ? 'restricted-xml' : 'not-well-formed';
}

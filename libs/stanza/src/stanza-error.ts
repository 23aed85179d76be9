import { Element, NS } from '#xml';

/** What a sender may do about an error (RFC 6120 §8.3.2). */
export type ErrorType = 'auth' | 'cancel' | 'continue' | 'modify' | 'wait';

/** Every defined condition with the type it is sent with unless said otherwise (RFC 6120 §8.3.3). */
export const STANZA_CONDITIONS = {
  'bad-request': 'modify',
  conflict: 'cancel',
  'feature-not-implemented': 'cancel',
  forbidden: 'auth',
  gone: 'cancel',
  'internal-server-error': 'cancel',
  'item-not-found': 'cancel',
  'jid-malformed': 'modify',
  'not-acceptable': 'modify',
  'not-allowed': 'cancel',
  'not-authorized': 'auth',
  'policy-violation': 'modify',
  'recipient-unavailable': 'wait',
  redirect: 'modify',
  'registration-required': 'auth',
  'remote-server-not-found': 'cancel',
  'remote-server-timeout': 'wait',
  'resource-constraint': 'wait',
  'service-unavailable': 'cancel',
  'subscription-required': 'auth',
  'undefined-condition': 'cancel',
  'unexpected-request': 'wait',
} as const satisfies Readonly<Record<string, ErrorType>>;

export type StanzaCondition = keyof typeof STANZA_CONDITIONS;

export interface ErrorDetail {
  /** In English, for people. */
  readonly text?: string | undefined;
  /** Where the condition's own type does not fit. */
  readonly type?: ErrorType | undefined;
  /** An application-specific condition in its own namespace (RFC 6120 §8.3.4). */
  readonly application?: Element | undefined;
  /** Who found the error, where that is not the sender of the reply. */
  readonly by?: string | undefined;
}

/** `<error/>` as a child of a stanza (RFC 6120 §8.3.2). */
export function stanzaError(
  condition: StanzaCondition,
  { text, type, application, by }: ErrorDetail = {},
): Element {
  const error = new Element('error', { type: type ?? STANZA_CONDITIONS[condition] });
  if (by !== undefined) error.attrs['by'] = by;
  error.c(condition, { xmlns: NS.stanzaErrors });
  if (text !== undefined) error.c('text', { xmlns: NS.stanzaErrors, 'xml:lang': 'en' }).t(text);
  if (application !== undefined) error.cnode(application);
  return error;
}

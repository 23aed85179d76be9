/** What a client's first message says (RFC 5802 §7, `client-first-message`). */
export interface ClientFirst {
  /** Up to and with the second comma, as it was sent: the final message must repeat it. */
  readonly gs2Header: string;
  /** `p=…`: the client asks for channel binding. (`y`: it could, but thinks that we cannot, which is so.) */
  readonly wantsBinding: boolean;
  readonly authzid: string | null;
  /** The rest as it was sent: it is signed. */
  readonly bare: string;
  readonly username: string;
  readonly nonce: string;
}

/** What a client's final message says (RFC 5802 §7, `client-final-message`). */
export interface ClientFinal {
  /** Base64 of the gs2 header; no channel binding data follows, as none is offered. */
  readonly binding: string;
  readonly nonce: string;
  /** Base64. */
  readonly proof: string;
  /** What is signed: everything before `,p=`. */
  readonly withoutProof: string;
}

/** Far beyond any real message, and short enough for the expressions below to match in one go. */
const MAX_LENGTH = 8192;

const SASLNAME = '(?:[^\\0,=]|=2C|=3D)+';
/** Printable ASCII without the comma. */
const NONCE = '[!-+\\--~]+';
/** Unknown attributes are let pass and signed; one that RFC 5802 §5.1 defines is out of place among them. */
const EXTENSIONS = '(?:,(?![aceimnprsv]=)[A-Za-z]=[^\\0,]+)*';
const BASE64 = '[A-Za-z0-9+/]+={0,2}';

// `m=` before the user name announces a mandatory extension. We know none, so it must fail (§5.1), as it does here.
const FIRST = new RegExp(
  `^((?:n|y|p=[A-Za-z0-9.-]+),(?:a=(${SASLNAME}))?,)(n=(${SASLNAME}),r=(${NONCE})${EXTENSIONS})$`,
  'u',
);
const FINAL = new RegExp(`^(c=(${BASE64}),r=(${NONCE})${EXTENSIONS}),p=(${BASE64})$`, 'u');

const unescapeName = (name: string): string => name.replaceAll('=2C', ',').replaceAll('=3D', '=');

/** Undefined when the message does not follow the grammar. */
export const parseClientFirst = (text: string): ClientFirst | undefined => {
  const match = text.length > MAX_LENGTH ? null : FIRST.exec(text);
  if (match === null) return undefined;
  const [, gs2Header, authzid, bare, username, nonce] = match as unknown as string[];
  if (!gs2Header || !bare || !username || !nonce) return undefined;
  return {
    gs2Header,
    wantsBinding: gs2Header.startsWith('p'),
    authzid: authzid === undefined ? null : unescapeName(authzid),
    bare,
    username: unescapeName(username),
    nonce,
  };
};

/** Undefined when the message does not follow the grammar. */
export const parseClientFinal = (text: string): ClientFinal | undefined => {
  const match = text.length > MAX_LENGTH ? null : FINAL.exec(text);
  if (match === null) return undefined;
  const [, withoutProof, binding, nonce, proof] = match as unknown as string[];
  if (!withoutProof || !binding || !nonce || !proof) return undefined;
  return { binding, nonce, proof, withoutProof };
};

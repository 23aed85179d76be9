import { Buffer } from 'node:buffer';
import { prepareDomain } from './domain.js';
import { type Jid, jidOf } from './jid.js';
import { MAX_TEXT_LENGTH } from './length.js';
import { prepareLocal } from './local.js';
import { Memo } from './memo.js';
import { prepareResource } from './resource.js';

/** Every stanza names one or two addresses, nearly always ones seen a moment ago. */
const seen = new Memo<Jid>(4096);

/** Longer addresses are rare, and 8192 of the longest would be 25 MB. */
const MAX_MEMO_LENGTH = 256;

/** RFC 7622 §3.2: the resource starts after the first slash, and only then does the first `@` end the localpart. */
const split = (text: string): Jid | undefined => {
  const slash = text.indexOf('/');
  const bare = slash === -1 ? text : text.slice(0, slash);
  const at = bare.indexOf('@');

  const domain = prepareDomain(bare.slice(at + 1));
  if (domain === undefined) return undefined;
  const local = at === -1 ? null : prepareLocal(bare.slice(0, at));
  if (local === undefined) return undefined;
  const resource = slash === -1 ? null : prepareResource(text.slice(slash + 1));
  if (resource === undefined) return undefined;
  return jidOf(local, domain, resource);
};

/** Parses and prepares an address; undefined when it is not a JID. Never throws. */
export const parseJid = (text: string): Jid | undefined => {
  const known = seen.get(text);
  if (known !== undefined) return known;
  if (text.length > MAX_TEXT_LENGTH) return undefined;

  // A copy: a slice of a network buffer's string would keep that whole string alive for as long as the JID.
  const owned = Buffer.from(text, 'utf16le').toString('utf16le');
  const jid = split(owned);
  if (jid !== undefined && owned.length <= MAX_MEMO_LENGTH) seen.set(owned, jid);
  return jid;
};

/** The bare JID with this resource, which is prepared here; undefined when either is invalid. A resource that `bare` had is replaced. */
export const withResource = (bare: Jid | string, resource: string): Jid | undefined => {
  const base = typeof bare === 'string' ? parseJid(bare) : bare;
  const prepared = prepareResource(resource);
  if (base === undefined || prepared === undefined) return undefined;
  return jidOf(base.local, base.domain, prepared);
};

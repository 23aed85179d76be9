import { parseJid } from '#jid';
import { UsageError } from './command-error.js';

/** The prepared bare JID (RFC 7622) of an account of `domain`; undefined for everything else. */
export function ownJid(text: string, domain: string): string | undefined {
  const jid = parseJid(text);
  if (jid === undefined || jid.local === null || jid.resource !== null) return undefined;
  // The configured domain is as the operator wrote it, a parsed one is prepared.
  return jid.domain === (parseJid(domain)?.domain ?? domain) ? jid.bare : undefined;
}

/** Like {@link ownJid}, for an argument of a command. */
export function ownJidArgument(text: string, domain: string): string {
  const jid = ownJid(text, domain);
  if (jid === undefined) {
    throw new UsageError(`"${text}" is not an account of this server: those look like name@${domain}.`);
  }
  return jid;
}

/** What was typed, as a bare JID, or undefined where it cannot be one. The server decides; this spares a round trip. */
export function typedBareJid(typed: string): string | undefined {
  const jid = typed.trim();
  const at = jid.indexOf('@');
  return at > 0 && at < jid.length - 1 && !/[\s/]/.test(jid) ? jid : undefined;
}

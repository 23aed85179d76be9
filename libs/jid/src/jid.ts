/** An address (RFC 7622 §3.1), every part prepared: two JIDs are the same exactly when their `full` is. Frozen and shared. */
export interface Jid {
  /** Null for a server's own address. */
  readonly local: string | null;
  /** IDNA labels in their Unicode form; an IPv6 address keeps its brackets. */
  readonly domain: string;
  readonly resource: string | null;
  /** `local@domain` or `domain`. */
  readonly bare: string;
  /** The same as `bare` when there is no resource. */
  readonly full: string;
}

/** Takes prepared parts only. */
export const jidOf = (local: string | null, domain: string, resource: string | null): Jid => {
  const bare = local === null ? domain : `${local}@${domain}`;
  const full = resource === null ? bare : `${bare}/${resource}`;
  return Object.freeze({ local, domain, resource, bare, full });
};

/** The bare JID of a full JID that is already prepared. Neither a localpart nor a domain can hold a slash, so the first one ends it. */
export const bareOf = (full: string): string => {
  const slash = full.indexOf('/');
  return slash === -1 ? full : full.slice(0, slash);
};

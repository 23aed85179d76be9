import { createHash } from 'node:crypto';

/** What of an smId may be kept and shown: the id itself is a take-over secret (XEP-0198 §10, R22). */
export const hashSmId = (smId: string): string => createHash('sha256').update(smId).digest('base64url');

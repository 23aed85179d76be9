import { randomBytes } from 'node:crypto';

/** 144 random bits as 24 printable characters without comma (RFC 5802 §5.1, `r`). */
export const randomNonce = (): string => randomBytes(18).toString('base64');

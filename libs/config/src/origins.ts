import { z } from 'zod';
import type { Kind } from './kind.js';

const isOrigin = (part: string): boolean => {
  if (part === '*') return true;
  try {
    return new URL(part).origin === part;
  } catch {
    return false;
  }
};

/** The origins in a list, without blanks. */
export const splitOrigins = (list: string): string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Web origins (RFC 6454) separated by commas; empty is none. */
export const origins = (): Kind<string> => ({
  schema: z.string().refine((list) => splitOrigins(list).every(isOrigin)),
  allowed: 'origins such as `https://chat.example.org` separated by commas, or `*`',
  fromText: (value) => value.trim(),
});

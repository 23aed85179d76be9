import { z } from 'zod';
import type { Kind } from './kind.js';

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return (
    ['http:', 'https:'].includes(protocol) && `${search}${hash}${username}` === '' && !/['"<>\s]/.test(text)
  );
}

/** An address for browsers, perhaps with a path. */
export const publicUrl = (): Kind<string> => ({
  schema: z.string().refine(isPublicUrl),
  allowed: 'an address such as `https://chat.example.org`, with a path if need be',
  fromText: (value) => value.trim(),
});

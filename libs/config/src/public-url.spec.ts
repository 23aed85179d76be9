import { describe, expect, it } from 'vitest';
import { publicUrl } from './public-url.js';

const valid = (text: string) => publicUrl().schema.safeParse(text).success;

describe('a public URL', () => {
  it.each(['https://chat.example.org', 'http://localhost:5280', 'https://example.org/chat/'])(
    'may be %s',
    (url) => expect(valid(url)).toBe(true),
  );

  it.each([
    'chat.example.org',
    'wss://a.example',
    'https://a/?q',
    'https://a/#h',
    'https://u@a/',
    "https://a/'",
  ])('may not be %s', (url) => expect(valid(url)).toBe(false));
});

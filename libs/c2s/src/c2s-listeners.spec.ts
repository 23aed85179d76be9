import { describe, expect, it } from 'vitest';
import { explain } from './c2s-listeners.js';

describe('a listener that cannot be opened', () => {
  it.each([
    ['EADDRINUSE', 'c2s_port', 'set c2s_port to another port.'],
    ['EACCES', 'http_port', 'set http_port to a higher one.'],
    ['EADDRNOTAVAIL', 'c2s_tls_port', 'set c2s_host to one that is.'],
    ['ENOTFOUND', 'http_port', 'set http_host to an address of this machine.'],
    ['EAI_AGAIN', 'c2s_port', 'set c2s_host to an address of this machine.'],
    ['EMFILE', 'c2s_port', 'see c2s_port.'],
  ])('for %s is explained with the option to look at', (code, option, advice) => {
    const words = explain(Object.assign(new Error('no'), { code }), 'here.example', 0, option);
    expect(words).toContain('here.example');
    expect(words.endsWith(advice)).toBe(true);
  });
});
